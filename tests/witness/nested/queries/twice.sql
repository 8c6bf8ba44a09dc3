with picked as (select s_customer, s_item, s_count from sale
where s_count in (3, 5)
)
select s_customer from picked where s_item < 100
union all
select s_item from picked where s_customer = 7
