casebookSearch.put("stamp","8f7a81815be0");
