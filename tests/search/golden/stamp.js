casebookSearch.put("stamp","e125a24fb207");
