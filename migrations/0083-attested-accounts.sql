-- Money is attested with the account that it goes to, and with who entered it. Not valid: what was attested before stays.
alter table settlement_attestations
  add constraint account_is_attested
    check (refund_ore <= 0 or (account_number is not null and account_set_by is not null)) not valid;
