casebookSearch.put("stamp","debfa0cfde95");
