casebookSearch.put("stamp","63899a809574");
