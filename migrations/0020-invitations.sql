alter table provider_users
  -- that the invitation is written in
  add column language text not null default 'nb' check (language in ('nb', 'nn')),
  -- of the newest invitation, by which the other side delivers it once
  add column invitation_id uuid not null default gen_random_uuid(),
  add column invitations int not null default 1 check (invitations > 0);
