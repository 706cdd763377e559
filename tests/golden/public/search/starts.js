(self.shelflist??={}).starts={"headings":["1888"],"numbers":["300"]};
