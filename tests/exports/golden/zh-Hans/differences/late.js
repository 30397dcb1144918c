casebookDifferences.put("late",[]);
