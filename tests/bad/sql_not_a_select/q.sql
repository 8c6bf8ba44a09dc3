update sale set price = 0;
