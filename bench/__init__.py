"""The bench: a made-up library of any size, the same pages made by Shelflist and by Hugo, and what each took."""
