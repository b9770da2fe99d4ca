/** What the connections of lent databases call themselves: they are used again, all others are ended. */
export const lentAs = 'lent'

/** Cleans a database and tells its `schema`: what it has of tables, columns, indexes and triggers, as one short text. */
export const cleaning = 'select test_help.clean() as schema'

/**
 * Makes what `cleaning` calls. It ends whoever else is in the database, and empties its tables but the migrator's (as if
 * nothing had ever been in them: rows come in the order they were written, as in a new one). Where one of the lent
 * connections is still at work it does nothing, and gives null.
 */
export const cleaningFunction = `
  create schema test_help;
  create function test_help.clean() returns text language plpgsql as $$
    declare
      name text;
      used text[] := '{}';
      has_rows boolean;
    begin
      if exists (
        select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and application_name = '${lentAs}' and state <> 'idle'
      ) then return null; end if;
      perform pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and application_name <> '${lentAs}';
      for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely_%' loop
        execute format('select exists (select 1 from public.%I)', name) into has_rows;
        if has_rows then used := used || format('public.%I', name); end if;
      end loop;
      if used <> '{}' then execute 'truncate ' || array_to_string(used, ', ') || ' restart identity cascade'; end if;
      return (
        select md5(string_agg(part, ' ' order by part)) from (
          select format('%s %s %s', relname, relkind, relnatts) as part
            from pg_class where relnamespace = 'public'::regnamespace
          union all select tgname from pg_trigger where not tgisinternal
        ) as parts
      );
    end
  $$;
`
