casebookSearch.put("names/index",{"count":9,"titles":5,"pack":24,"bins":["¨¡"]});
