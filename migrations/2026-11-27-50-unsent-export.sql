-- What a till seals its unsent sales with, so that only this shop's server opens the file or the
-- printed page. The private key is the seed itself (a scalar of P-256); see decision 013.
create table unsent_export_key (
  tenant_id uuid not null default current_tenant() references tenant,
  seed      bytea not null
            default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
            check (octet_length(seed) = 32),
  primary key (tenant_id)
);
select fence('unsent_export_key', 'select, insert');

insert into unsent_export_key (tenant_id) select id from tenant;

-- Every shop has its key from its first moment: a till asks for it in a read-only transaction.
create function make_unsent_export_key() returns trigger language plpgsql as $$
begin
  insert into unsent_export_key (tenant_id) values (new.id);
  return new;
end $$;
create trigger make_unsent_export_key after insert on tenant
  for each row execute function make_unsent_export_key();
