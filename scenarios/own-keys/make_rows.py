#!/usr/bin/env python3
"""Write sales.csv and customers.csv: a hot customer, days in file order."""
import csv
import datetime
import random

random.seed(7)
REGIONS = ["NORTH", "SOUTH", "EAST", "WEST"]
with open("customers.csv", "w", newline="") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["id", "code", "region"])
    for i in range(400):
        w.writerow([1000 + 7 * i, f"C-{i:05d}", REGIONS[i * 4 // 400]])
day = datetime.date(2024, 1, 1)
with open("sales.csv", "w", newline="") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["id", "customer_id", "order_day", "ship_day", "amount",
                "channel"])
    for i in range(7000):
        ordered = day + datetime.timedelta(days=i * 366 // 7000)
        shipped = ordered + datetime.timedelta(days=random.randint(1, 5))
        hot = random.random() < 0.25
        rank = int(400 * random.random() ** 2)
        w.writerow([i + 1, 1000 + 7 * (17 if hot else rank), ordered,
                    "" if random.random() < 0.03 else shipped,
                    f"{random.randint(100, 20000) / 100:.2f}",
                    random.choice(["web", "web", "shop", "phone"])])
