casebookDifferences.put("digest",[]);
