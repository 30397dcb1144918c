casebookSearch.put("stamp","73d8f0ae874e");
