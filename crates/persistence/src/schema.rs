// @generated automatically by Diesel CLI.

diesel::table! {
    /// Days on which a user is not at work: nothing new is given to them.
    absences (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// Who is away.
        user_id -> Uuid,
        /// The first day, in the company's time zone.
        starts_on -> Date,
        /// The last day.
        ends_on -> Date,
        /// What colleagues should know.
        note -> Nullable<Text>,
    }
}

diesel::table! {
    /// A contact's place at an account: one person may have a role at several.
    account_contacts (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// The account.
        account_id -> Uuid,
        /// The person.
        contact_id -> Uuid,
        /// user, influencer, decider, approver, buyer or gatekeeper.
        role -> Nullable<Text>,
        /// The account's main contact; at most one.
        is_primary -> Bool,
    }
}

diesel::table! {
    /// A company or person we sell to or work with.
    accounts (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// The user responsible for the record.
        owner_id -> Uuid,
        /// The department the record belongs to: its owner's when it was assigned.
        department_id -> Uuid,
        /// Name of the company.
        name -> Text,
        /// customer, partner, supplier or other.
        #[sql_name = "type"]
        type_ -> Text,
        /// The account it is a subsidiary of; no cycles.
        parent_id -> Nullable<Uuid>,
        /// Industry in the company's own words.
        industry -> Nullable<Text>,
        /// micro, small, medium, large or enterprise.
        size -> Nullable<Text>,
        /// Sales region.
        region -> Nullable<Text>,
        /// Where it came from; never changes once set.
        first_source -> Nullable<Text>,
        /// Where it was last heard from.
        last_source -> Nullable<Text>,
        /// Address of its website.
        website -> Nullable<Text>,
        /// Telephone number in E.164.
        phone -> Nullable<Text>,
        /// E-mail address, lower case.
        email -> Nullable<Text>,
        /// ISO 3166-1 alpha-2 code.
        country -> Nullable<Text>,
        /// Province or state.
        province -> Nullable<Text>,
        /// City.
        city -> Nullable<Text>,
        /// Street and number.
        street -> Nullable<Text>,
        /// Postal code.
        postal_code -> Nullable<Text>,
        /// Number of employees.
        employees -> Nullable<Int4>,
        /// Yearly revenue in currency.
        annual_revenue -> Nullable<Numeric>,
        /// ISO 4217 code of annual_revenue.
        currency -> Nullable<Text>,
        /// Year of foundation.
        founded_year -> Nullable<Int4>,
        /// Free text.
        description -> Nullable<Text>,
        /// Tags put on the record.
        tag_ids -> Array<Uuid>,
        /// Names of the record in other systems, each as source:key.
        external_ids -> Array<Text>,
        /// When an activity on it was last done.
        last_activity_at -> Nullable<Timestamptz>,
        /// What q and contains search: name, e-mail, phone, website, in lower case.
        search_text -> Text,
    }
}

diesel::table! {
    /// A task, call, meeting, visit or note: planned until it is done.
    activities (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// The user responsible for the record.
        owner_id -> Uuid,
        /// The department the record belongs to: its owner's when it was assigned.
        department_id -> Uuid,
        /// task, call, meeting, visit, email or note.
        #[sql_name = "type"]
        type_ -> Text,
        /// What it is about.
        subject -> Text,
        /// Free text.
        body -> Nullable<Text>,
        /// Kind of the record it is on.
        record_kind -> Nullable<Text>,
        /// The record it is on.
        record_id -> Nullable<Uuid>,
        /// The account behind that record.
        account_id -> Nullable<Uuid>,
        /// The person it is with.
        contact_id -> Nullable<Uuid>,
        /// When it is due.
        due_at -> Nullable<Timestamptz>,
        /// When it was done; null while it is planned.
        done_at -> Nullable<Timestamptz>,
        /// How long it took.
        duration_minutes -> Nullable<Int4>,
        /// What came of it.
        result -> Nullable<Text>,
        /// What follows.
        next_step -> Nullable<Text>,
        /// Names of the record in other systems, each as source:key.
        external_ids -> Array<Text>,
    }
}

diesel::table! {
    /// Keys of integrations: each acts as its user, within its scopes.
    api_keys (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// The user whose rights the key has at most.
        user_id -> Uuid,
        /// What the key is for.
        name -> Text,
        /// The first characters of the key, to tell keys apart.
        prefix -> Text,
        /// SHA-256 of the key.
        hash -> Bytea,
        /// Each as kind:action, or * for all of the user's rights.
        scopes -> Array<Text>,
        /// Until when it is good; a year at most.
        expires_at -> Timestamptz,
        /// Last use, to the minute.
        last_used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// Who gets a lead: the first rule in order whose filter it passes and that has somebody for it.
    assignment_rules (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// What the rule is about; unique.
        name -> Text,
        /// Place in the order, from small to large.
        position -> Int4,
        /// False gives nobody anything.
        is_active -> Bool,
        /// Which leads, as lists are filtered.
        filter -> Jsonb,
        /// round_robin or least_busy.
        method -> Text,
        /// Who may get them, in turn.
        user_ids -> Array<Uuid>,
        /// The department the record belongs to: its owner's when it was assigned.
        department_id -> Nullable<Uuid>,
        /// Open leads from which on a user gets no more; null for any number.
        capacity -> Nullable<Int4>,
        /// Who got the last one; changes without a new version.
        last_user_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// Who changed what: one row per record changed, written with the change, never changed itself.
    audit_entries (id) {
        /// UUIDv7.
        id -> Uuid,
        /// When the change was made.
        at -> Timestamptz,
        /// The user; null for the system.
        actor_id -> Nullable<Uuid>,
        /// session, api_key, import, system.
        via -> Text,
        /// The request or job it came from.
        request_id -> Text,
        /// Network address of the client.
        address -> Nullable<Text>,
        /// Kind of the record.
        kind -> Text,
        /// The record.
        record_id -> Uuid,
        /// create, update, delete, restore, assign, or the name of an action.
        verb -> Text,
        /// By field, {"from": old, "to": new}.
        diff -> Jsonb,
    }
}

diesel::table! {
    /// A head office or branch of the company; a tree.
    branches (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// Name of the branch, unique among the live ones.
        name -> Text,
        /// The branch above; null for the head office.
        parent_id -> Nullable<Uuid>,
        /// IANA name of the zone its days and months are counted in.
        time_zone -> Text,
    }
}

diesel::table! {
    /// A person at an account.
    contacts (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// The user responsible for the record.
        owner_id -> Uuid,
        /// The department the record belongs to: its owner's when it was assigned.
        department_id -> Uuid,
        /// Full name.
        name -> Text,
        /// The account the person mainly belongs to; others stand in account_contacts.
        account_id -> Nullable<Uuid>,
        /// Job title.
        title -> Nullable<Text>,
        /// E-mail address, lower case.
        email -> Nullable<Text>,
        /// Telephone number in E.164.
        phone -> Nullable<Text>,
        /// Mobile number in E.164.
        mobile -> Nullable<Text>,
        /// Where the contact came from.
        source -> Nullable<Text>,
        /// ISO 3166-1 alpha-2 code.
        country -> Nullable<Text>,
        /// Province or state.
        province -> Nullable<Text>,
        /// City.
        city -> Nullable<Text>,
        /// Street and number.
        street -> Nullable<Text>,
        /// Postal code.
        postal_code -> Nullable<Text>,
        /// Free text.
        description -> Nullable<Text>,
        /// Tags put on the record.
        tag_ids -> Array<Uuid>,
        /// Names of the record in other systems, each as source:key.
        external_ids -> Array<Text>,
        /// When an activity on it was last done.
        last_activity_at -> Nullable<Timestamptz>,
        /// What q and contains search: name, e-mail, phones, in lower case.
        search_text -> Text,
    }
}

diesel::table! {
    /// A department of a branch; a tree within the branch.
    departments (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// Name of the department, unique within its branch.
        name -> Text,
        /// The branch it belongs to.
        branch_id -> Uuid,
        /// The department above, in the same branch.
        parent_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// What one unit of a currency is worth in the base currency, from a day on.
    exchange_rates (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// ISO 4217 code.
        currency -> Text,
        /// First day the rate holds.
        day -> Date,
        /// Base currency per unit.
        rate -> Numeric,
    }
}

diesel::table! {
    /// The written file in parts: no program holds all of it.
    export_files (export_id, part) {
        /// The export it belongs to.
        export_id -> Uuid,
        /// Which part, from 0.
        part -> Int4,
        /// The bytes.
        content -> Bytea,
    }
}

diesel::table! {
    /// A list on its way out as a file; gone some time after its end.
    exports (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// When it was asked for.
        created_at -> Timestamptz,
        /// Whose it is: the rows are those that this user sees.
        created_by -> Uuid,
        /// Kind of the records.
        kind -> Text,
        /// csv or xlsx.
        format -> Text,
        /// queued, running, succeeded or failed.
        status -> Text,
        /// Filter, order and columns.
        plan -> Jsonb,
        /// How often a worker has begun: an earlier run may write no more.
        run -> Int4,
        /// Rows that the list had when it was asked for.
        total_rows -> Int8,
        /// Rows written.
        done_rows -> Int8,
        /// Size of the file; null until it is there.
        file_bytes -> Nullable<Int8>,
        /// When it ended.
        finished_at -> Nullable<Timestamptz>,
        /// When it goes, with its file.
        expires_at -> Timestamptz,
        /// Why there is no file.
        problem -> Nullable<Text>,
    }
}

diesel::table! {
    /// Index of the external_ids columns, kept by a trigger: finds a record and keeps an id from standing twice.
    external_ids (kind, external_id) {
        /// Table of the record.
        kind -> Text,
        /// source:key.
        external_id -> Text,
        /// The record.
        record_id -> Uuid,
    }
}

diesel::table! {
    /// Answers to requests that carried an Idempotency-Key, kept for 48 hours.
    idempotency_keys (principal, route, key) {
        /// Who asked: user or API key.
        principal -> Text,
        /// Method and path.
        route -> Text,
        /// The key the client chose.
        key -> Text,
        /// SHA-256 of query and body.
        fingerprint -> Bytea,
        /// When the answer was given.
        created_at -> Timestamptz,
        /// HTTP status of the answer.
        status -> Int2,
        /// ETag header of the answer.
        etag -> Nullable<Text>,
        /// Location header of the answer.
        location -> Nullable<Text>,
        /// Body of the answer.
        body -> Jsonb,
    }
}

diesel::table! {
    /// Rows that were refused, and why.
    import_failures (import_id, row_number) {
        /// The import.
        import_id -> Uuid,
        /// Row in the file; the header is row 1.
        row_number -> Int8,
        /// The row as it was read, in the order of the headers.
        cells -> Array<Text>,
        /// What is wrong, each with column, code and parameters.
        problems -> Jsonb,
    }
}

diesel::table! {
    /// The uploaded file in parts, until the import is over: no program holds all of it.
    import_files (import_id, part) {
        /// The import it belongs to.
        import_id -> Uuid,
        /// Which part, from 0.
        part -> Int4,
        /// The bytes as uploaded.
        content -> Bytea,
    }
}

diesel::table! {
    /// How files of one shape are read.
    import_templates (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// Name, unique among the live templates.
        name -> Text,
        /// Kind of record the rows become.
        kind -> Text,
        /// Columns, formats, match key, aliases and what to do with unknown references.
        plan -> Jsonb,
    }
}

diesel::table! {
    /// A file on its way into the database.
    imports (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// Kind of record the rows become.
        kind -> Text,
        /// uploading, queued, running, succeeded, partly_failed, failed or cancelled.
        status -> Text,
        /// Columns, formats, match key, aliases and what to do with unknown references.
        plan -> Jsonb,
        /// Name of the file as the user knows it.
        file_name -> Text,
        /// Size of the file; null until it is there, and when it is gone again.
        file_bytes -> Nullable<Int8>,
        /// Names of the file's columns, in its order; empty until they are read.
        headers -> Array<Text>,
        /// True: rows are checked and nothing is kept.
        is_dry_run -> Bool,
        /// Rows in the file; null until counted.
        total_rows -> Nullable<Int8>,
        /// Rows dealt with: where to go on after an interruption.
        done_rows -> Int8,
        /// Rows that became new records.
        created_rows -> Int8,
        /// Rows that were found to be there, and changed what was different.
        updated_rows -> Int8,
        /// Rows refused.
        failed_rows -> Int8,
        /// When the first row was read.
        started_at -> Nullable<Timestamptz>,
        /// When the last row was done.
        finished_at -> Nullable<Timestamptz>,
        /// Why the whole import failed.
        problem -> Nullable<Text>,
    }
}

diesel::table! {
    /// Which field of a lead becomes which field of the records it is converted to.
    lead_mappings (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// Name of the lead's field.
        lead_field -> Text,
        /// account, contact or opportunity.
        target -> Text,
        /// Name of the target's field, of the same type.
        target_field -> Text,
        /// Of several for one field, the first whose lead field is filled counts.
        position -> Int4,
    }
}

diesel::table! {
    /// A person who may become a customer; the company is a text until conversion.
    leads (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// The user responsible for the record.
        owner_id -> Uuid,
        /// The department the record belongs to: its owner's when it was assigned.
        department_id -> Uuid,
        /// Full name of the person.
        name -> Text,
        /// Name of the company.
        company_name -> Nullable<Text>,
        /// Job title.
        title -> Nullable<Text>,
        /// E-mail address, lower case.
        email -> Nullable<Text>,
        /// Telephone number in E.164.
        phone -> Nullable<Text>,
        /// Mobile number in E.164.
        mobile -> Nullable<Text>,
        /// Address of the company's website.
        website -> Nullable<Text>,
        /// Industry in the company's own words.
        industry -> Nullable<Text>,
        /// Number of employees of the company.
        employees -> Nullable<Int4>,
        /// Where the lead came from.
        source -> Nullable<Text>,
        /// new, working, qualified, nurturing, disqualified or converted.
        status -> Text,
        /// hot, warm or cold.
        rating -> Nullable<Text>,
        /// ISO 3166-1 alpha-2 code.
        country -> Nullable<Text>,
        /// Province or state.
        province -> Nullable<Text>,
        /// City.
        city -> Nullable<Text>,
        /// Street and number.
        street -> Nullable<Text>,
        /// Postal code.
        postal_code -> Nullable<Text>,
        /// Free text.
        description -> Nullable<Text>,
        /// When the person agreed to be contacted; null if that is not known.
        consent_at -> Nullable<Timestamptz>,
        /// When it came to its status.
        status_since -> Timestamptz,
        /// Day on which a nurtured lead returns to work.
        recheck_on -> Nullable<Date>,
        /// Why it is not worth selling to.
        disqualify_reason -> Nullable<Text>,
        /// What was said when it came to its status.
        status_note -> Nullable<Text>,
        /// When it was converted.
        converted_at -> Nullable<Timestamptz>,
        /// The account it became, or was found to belong to.
        account_id -> Nullable<Uuid>,
        /// The contact it became, or was found to be.
        contact_id -> Nullable<Uuid>,
        /// The deal it became.
        opportunity_id -> Nullable<Uuid>,
        /// Tags put on the record.
        tag_ids -> Array<Uuid>,
        /// Names of the record in other systems, each as source:key.
        external_ids -> Array<Text>,
        /// When an activity on it was last done.
        last_activity_at -> Nullable<Timestamptz>,
        /// What q and contains search: name, company, e-mail, phones, in lower case.
        search_text -> Text,
        /// Points that the scoring rules gave it, less those it lost without activity; never less than none.
        score -> Int4,
        /// True if the score reaches that of a hot lead.
        is_hot -> Bool,
    }
}

diesel::table! {
    /// Failed sign-ins by network address in windows of 15 minutes.
    login_attempts (address, window_start) {
        /// IPv4 address or IPv6 /64.
        address -> Text,
        /// Start of the window.
        window_start -> Timestamptz,
        /// Failures in it.
        failed_count -> Int4,
    }
}

diesel::table! {
    /// Why deals are lost.
    loss_reasons (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// The reason, unique among the live ones.
        name -> Text,
        /// A note must say more, as for Other.
        needs_note -> Bool,
        /// False keeps it from being chosen; old deals keep it.
        is_active -> Bool,
    }
}

diesel::table! {
    /// What users are told of: what others did with records of theirs.
    notifications (id) {
        /// UUIDv7.
        id -> Uuid,
        /// Who is told.
        user_id -> Uuid,
        /// When it happened.
        at -> Timestamptz,
        /// Who did it; null for the system.
        actor_id -> Nullable<Uuid>,
        /// Kind of the record it happened to.
        kind -> Text,
        /// The record it happened to; the first, if it was several.
        record_id -> Uuid,
        /// Code of the event, as in timelines; the client has the words.
        event -> Text,
        /// What the words need; of the first record, if it was several.
        params -> Jsonb,
        /// To how many records it happened at once.
        records -> Int4,
        /// When the user had read it; null until then.
        read_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// Links by which a user sets a password: invitation and reset.
    one_time_tokens (hash) {
        /// SHA-256 of the token in the link.
        hash -> Bytea,
        /// Whose password it sets.
        user_id -> Uuid,
        /// invite or reset_password.
        purpose -> Text,
        /// When it was made.
        created_at -> Timestamptz,
        /// Until when it is good.
        expires_at -> Timestamptz,
        /// When it was used; it works once.
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// A deal in a pipeline.
    opportunities (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// The user responsible for the record.
        owner_id -> Uuid,
        /// The department the record belongs to: its owner's when it was assigned.
        department_id -> Uuid,
        /// What is to be sold, in a few words.
        name -> Text,
        /// Whom we sell to; may be unknown.
        account_id -> Nullable<Uuid>,
        /// The person we deal with first.
        contact_id -> Nullable<Uuid>,
        /// The pipeline of the stage.
        pipeline_id -> Uuid,
        /// Where it stands.
        stage_id -> Uuid,
        /// The open stage it was closed from.
        last_open_stage_id -> Nullable<Uuid>,
        /// open, won or lost, as the stage says.
        outcome -> Text,
        /// Expected value, once won the won value, in currency, net of tax; null while unknown.
        amount -> Nullable<Numeric>,
        /// ISO 4217 code of amount.
        currency -> Text,
        /// False: the amount is the sum of the lines.
        amount_is_manual -> Bool,
        /// Base currency per unit of currency, fixed when currency was set.
        rate -> Numeric,
        /// amount × rate in the base currency, rounded half up to its minor unit.
        base_amount -> Nullable<Numeric>,
        /// Chance of winning, 0 to 1.
        probability -> Numeric,
        /// True: set by hand, so a change of stage leaves it.
        probability_is_manual -> Bool,
        /// Day the selling began; may be unknown.
        started_on -> Nullable<Date>,
        /// Day it is expected to be decided; may be unknown.
        expected_close_date -> Nullable<Date>,
        /// Day it was won or lost.
        closed_on -> Nullable<Date>,
        /// Where the deal came from.
        source -> Nullable<Text>,
        /// Why it was lost; kept on reopening.
        loss_reason_id -> Nullable<Uuid>,
        /// What was said on closing.
        close_note -> Nullable<Text>,
        /// Free text.
        description -> Nullable<Text>,
        /// When it came to its stage.
        stage_entered_at -> Timestamptz,
        /// When an activity on it was last done.
        last_activity_at -> Nullable<Timestamptz>,
        /// When it starts to rot: the later of stage change and last activity plus the stage's days.
        rots_at -> Nullable<Timestamptz>,
        /// Tags put on the record.
        tag_ids -> Array<Uuid>,
        /// Names of the record in other systems, each as source:key.
        external_ids -> Array<Text>,
        /// What q and contains search: the name in lower case.
        search_text -> Text,
    }
}

diesel::table! {
    /// A person's part in a deal: who decides, who signs, who lets us through.
    opportunity_contacts (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// The deal.
        opportunity_id -> Uuid,
        /// The person.
        contact_id -> Uuid,
        /// user, influencer, decider, approver, buyer or gatekeeper.
        role -> Text,
    }
}

diesel::table! {
    /// A product in a deal, with the price and cost of the day it was added.
    opportunity_lines (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// The deal.
        opportunity_id -> Uuid,
        /// The product.
        product_id -> Uuid,
        /// How many units.
        quantity -> Numeric,
        /// Price per unit in currency, net of tax; copied from the product unless given.
        unit_price -> Numeric,
        /// Share taken off, 0 to 1.
        discount -> Numeric,
        /// Cost per unit in currency, copied from the product.
        unit_cost -> Nullable<Numeric>,
        /// ISO 4217 code, that of the deal.
        currency -> Text,
        /// quantity × unit_price × (1 − discount), rounded half up to the minor unit.
        amount -> Numeric,
    }
}

diesel::table! {
    /// What other systems are to hear: one row per change, written with the change.
    outbox_events (id) {
        /// Handed out before commit, so gaps and late small numbers are normal.
        id -> Int8,
        /// When the change was made.
        at -> Timestamptz,
        /// kind.verb, such as opportunity.update.
        topic -> Text,
        /// The record.
        record_id -> Uuid,
        /// Its version after the change.
        record_version -> Int8,
        /// Names of the changed fields; the receiver reads the record again.
        payload -> Jsonb,
        /// When it was handed on; null until then.
        dispatched_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// Who owned a record from when.
    ownership_history (id) {
        /// UUIDv7.
        id -> Uuid,
        /// When the owner changed.
        at -> Timestamptz,
        /// Kind of the record.
        kind -> Text,
        /// The record.
        record_id -> Uuid,
        /// The owner before; null at creation.
        from_owner_id -> Nullable<Uuid>,
        /// The owner since.
        to_owner_id -> Uuid,
        /// The department before; null at creation.
        from_department_id -> Nullable<Uuid>,
        /// The department since.
        to_department_id -> Uuid,
        /// Who changed it; null for the system.
        actor_id -> Nullable<Uuid>,
        /// Why, in the words of whoever changed it.
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    /// A way of selling: an ordered set of stages.
    pipelines (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// Name, unique among the live pipelines.
        name -> Text,
        /// New opportunities go here when no stage is named; at most one.
        is_default -> Bool,
    }
}

diesel::table! {
    /// A group of products; a tree.
    product_categories (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// Name, unique among the live categories.
        name -> Text,
        /// The category above.
        parent_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// What we sell.
    products (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// Name of the product.
        name -> Text,
        /// Article number, unique among the live products.
        code -> Text,
        /// The category it belongs to.
        category_id -> Nullable<Uuid>,
        /// Unit of sale, such as piece or month.
        unit -> Nullable<Text>,
        /// Price per unit in currency, net of tax.
        list_price -> Numeric,
        /// Cost per unit in currency.
        cost -> Nullable<Numeric>,
        /// ISO 4217 code of list_price and cost.
        currency -> Text,
        /// False keeps it from being sold; old documents keep it.
        is_active -> Bool,
        /// Free text.
        description -> Nullable<Text>,
        /// Names of the record in other systems, each as source:key.
        external_ids -> Array<Text>,
        /// What q and contains search: name and code, in lower case.
        search_text -> Text,
    }
}

diesel::table! {
    /// Refresh tokens, each good for one use.
    refresh_tokens (hash) {
        /// SHA-256 of the token.
        hash -> Bytea,
        /// The session it continues.
        session_id -> Uuid,
        /// The token it was exchanged for; null for the first.
        parent_hash -> Nullable<Bytea>,
        /// When it was handed out.
        created_at -> Timestamptz,
        /// The end of the idle time.
        expires_at -> Timestamptz,
        /// When it was used; using it again ends the session.
        spent_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// What the users who hold the role may do, and how far it reaches.
    roles (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// Name of the role, unique among the live ones.
        name -> Text,
        /// Short name for programs, such as administrator; unique.
        code -> Text,
        /// By kind and action, the reach: own, department, branch or all.
        permissions -> Jsonb,
        /// Rights beside the kinds: export, import, bulk_change, assign, audit, reopen.
        rights -> Array<Text>,
    }
}

diesel::table! {
    /// A list as a user wants to see it again.
    saved_views (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// What its user calls it.
        name -> Text,
        /// Kind of record that is listed.
        kind -> Text,
        /// Filter, order and columns, as in the address of the list.
        query -> Text,
        /// True if everybody sees it who has views; its user alone changes it.
        is_shared -> Bool,
    }
}

diesel::table! {
    /// What gives a lead points: something about it, or something that was done with it lately.
    scoring_rules (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// What it rewards, in a few words; unique.
        name -> Text,
        /// Points that it gives; less than none if it speaks against.
        points -> Int4,
        /// False gives nobody points.
        is_active -> Bool,
        /// Name of the lead's field that is tested; null for a rule about activities.
        field -> Nullable<Text>,
        /// filled, eq, ne, contains, gte or lte.
        test -> Nullable<Text>,
        /// What the field is held against.
        value -> Nullable<Text>,
        /// Type of the activity; null for any.
        activity_type -> Nullable<Text>,
        /// Days within which the activity was done; null for a rule about a field.
        within_days -> Nullable<Int4>,
    }
}

diesel::table! {
    /// A sign-in on one device: the family of the refresh tokens that follow from it.
    sessions (id) {
        /// UUIDv7; the sid claim of the access tokens.
        id -> Uuid,
        /// Who signed in.
        user_id -> Uuid,
        /// When.
        created_at -> Timestamptz,
        /// When a token was last refreshed.
        last_used_at -> Timestamptz,
        /// The absolute end.
        expires_at -> Timestamptz,
        /// When it was ended by hand, by reuse of a spent token or by a password change.
        ended_at -> Nullable<Timestamptz>,
        /// User-Agent as sent, cut to 255 characters.
        device -> Text,
        /// Address the sign-in came from.
        address -> Text,
    }
}

diesel::table! {
    /// What holds for the whole company; one row.
    settings (singleton) {
        /// Always true: there is one row.
        singleton -> Bool,
        /// ISO 4217 code of the currency that reports are in.
        base_currency -> Text,
        /// IANA name of the zone in which reports count days.
        time_zone -> Text,
        /// Score from which on a lead is hot.
        hot_lead_score -> Int4,
        /// Points that a lead loses with each week without activity.
        lead_decay_points -> Int4,
    }
}

diesel::table! {
    /// Each stay of a deal in a stage, from the first minute.
    stage_history (id) {
        /// UUIDv7.
        id -> Uuid,
        /// The deal.
        opportunity_id -> Uuid,
        /// The pipeline of the stage.
        pipeline_id -> Uuid,
        /// The stage.
        stage_id -> Uuid,
        /// The stage before; null at creation.
        from_stage_id -> Nullable<Uuid>,
        /// When it came.
        entered_at -> Timestamptz,
        /// When it went; null while it is there.
        left_at -> Nullable<Timestamptz>,
        /// Who moved it; null for the system.
        actor_id -> Nullable<Uuid>,
        /// Its amount in the base currency when it came.
        base_amount -> Nullable<Numeric>,
        /// Its probability when it came.
        probability -> Numeric,
        /// The stage after; null while it is there.
        to_stage_id -> Nullable<Uuid>,
        /// The deal has been in the stage another time, before or after.
        is_repeated -> Bool,
        /// How long it was, in tenths of 24 hours, rounded half up; null while it is there.
        tenths_of_days -> Nullable<Int4>,
    }
}

diesel::table! {
    /// A step of a pipeline.
    stages (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// The pipeline it belongs to.
        pipeline_id -> Uuid,
        /// Name, unique within the pipeline.
        name -> Text,
        /// Order within the pipeline, from 0; unique.
        position -> Int4,
        /// Chance of winning that a deal takes over on entry, 0 to 1.
        probability -> Numeric,
        /// open, won or lost.
        outcome -> Text,
        /// Fields of the opportunity that must be filled on entry.
        required_fields -> Array<Text>,
        /// Days without activity after which a deal rots here; 0 is never.
        rotting_days -> Int4,
    }
}

diesel::table! {
    /// A coloured word that can be put on records.
    tags (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// The word, unique among the live tags.
        name -> Text,
        /// Name of its colour in the palette.
        color -> Text,
    }
}

diesel::table! {
    /// What people read on a record: what happened to it, by whom and when.
    timeline_entries (id) {
        /// UUIDv7.
        id -> Uuid,
        /// When it happened.
        at -> Timestamptz,
        /// Kind of the record it happened to.
        kind -> Text,
        /// The record it happened to.
        record_id -> Uuid,
        /// The account on whose timeline it shows as well.
        account_id -> Nullable<Uuid>,
        /// Who did it; null for the system.
        actor_id -> Nullable<Uuid>,
        /// Code of the event; the client has the words.
        event -> Text,
        /// What the words need.
        params -> Jsonb,
    }
}

diesel::table! {
    /// Secrets of a user, apart from the record so that no list can carry them.
    user_credentials (user_id) {
        /// Whose credentials.
        user_id -> Uuid,
        /// Argon2id, PHC string; null until a password is set.
        password_hash -> Nullable<Text>,
        /// When the password was last set.
        password_changed_at -> Nullable<Timestamptz>,
        /// Wrong passwords in a row from devices not seen before.
        failed_count -> Int4,
        /// Until then sign-in from a device not seen before is refused.
        retry_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// A person who works with the system.
    users (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// Full name as shown to colleagues.
        name -> Text,
        /// Sign-in name, lower case, unique among the live users.
        email -> Text,
        /// Telephone number in E.164.
        phone -> Nullable<Text>,
        /// Job title.
        title -> Nullable<Text>,
        /// The department the record belongs to: its owner's when it was assigned.
        department_id -> Uuid,
        /// Whom the user reports to; a tree.
        manager_id -> Nullable<Uuid>,
        /// Roles held; rights add up.
        role_ids -> Array<Uuid>,
        /// BCP 47 tag of the language of screens and messages.
        language -> Text,
        /// IANA name of the zone times are shown in.
        time_zone -> Text,
        /// False keeps the user from signing in; the records stay.
        is_active -> Bool,
        /// Names of the record in other systems, each as source:key.
        external_ids -> Array<Text>,
    }
}

diesel::table! {
    /// A form on the web by which anybody becomes a lead.
    web_forms (id) {
        /// UUIDv7, made by the application.
        id -> Uuid,
        /// Goes up by one with every change; the number in the ETag.
        version -> Int8,
        /// When the record came into being.
        created_at -> Timestamptz,
        /// The user who created it; null for the system.
        created_by -> Nullable<Uuid>,
        /// When it was last changed.
        updated_at -> Timestamptz,
        /// The user who last changed it; null for the system.
        updated_by -> Nullable<Uuid>,
        /// When it went to the recycle bin; null while it is live.
        deleted_at -> Nullable<Timestamptz>,
        /// What colleagues call it; unique.
        name -> Text,
        /// The part of its address that nobody can guess.
        token -> Text,
        /// Its heading.
        title -> Text,
        /// What stands below the heading.
        intro -> Nullable<Text>,
        /// Fields that it asks for beside the name, in their order.
        fields -> Array<Text>,
        /// Those of them that must be filled.
        required_fields -> Array<Text>,
        /// Source of its leads.
        source -> Nullable<Text>,
        /// Whose leads they are.
        lead_owner_id -> Uuid,
        /// What is agreed to by the tick; null for no tick.
        consent_text -> Nullable<Text>,
        /// True if nothing is taken without the tick.
        consent_is_required -> Bool,
        /// What is said when it was sent.
        thanks -> Text,
        /// Where the visitor goes then; null to stay.
        redirect_url -> Nullable<Text>,
        /// Origins of the pages that may show it in a frame.
        frame_origins -> Array<Text>,
        /// Its language; null for the visitor's.
        language -> Nullable<Text>,
        /// False has it answer as if it were not there.
        is_active -> Bool,
    }
}

diesel::joinable!(absences -> users (user_id));
diesel::joinable!(account_contacts -> accounts (account_id));
diesel::joinable!(account_contacts -> contacts (contact_id));
diesel::joinable!(accounts -> departments (department_id));
diesel::joinable!(accounts -> users (owner_id));
diesel::joinable!(activities -> accounts (account_id));
diesel::joinable!(activities -> contacts (contact_id));
diesel::joinable!(activities -> departments (department_id));
diesel::joinable!(activities -> users (owner_id));
diesel::joinable!(api_keys -> users (user_id));
diesel::joinable!(assignment_rules -> departments (department_id));
diesel::joinable!(contacts -> accounts (account_id));
diesel::joinable!(contacts -> departments (department_id));
diesel::joinable!(contacts -> users (owner_id));
diesel::joinable!(departments -> branches (branch_id));
diesel::joinable!(export_files -> exports (export_id));
diesel::joinable!(import_failures -> imports (import_id));
diesel::joinable!(import_files -> imports (import_id));
diesel::joinable!(leads -> accounts (account_id));
diesel::joinable!(leads -> contacts (contact_id));
diesel::joinable!(leads -> departments (department_id));
diesel::joinable!(leads -> opportunities (opportunity_id));
diesel::joinable!(leads -> users (owner_id));
diesel::joinable!(notifications -> users (user_id));
diesel::joinable!(one_time_tokens -> users (user_id));
diesel::joinable!(opportunities -> accounts (account_id));
diesel::joinable!(opportunities -> contacts (contact_id));
diesel::joinable!(opportunities -> departments (department_id));
diesel::joinable!(opportunities -> loss_reasons (loss_reason_id));
diesel::joinable!(opportunities -> pipelines (pipeline_id));
diesel::joinable!(opportunities -> users (owner_id));
diesel::joinable!(opportunity_contacts -> contacts (contact_id));
diesel::joinable!(opportunity_contacts -> opportunities (opportunity_id));
diesel::joinable!(opportunity_lines -> opportunities (opportunity_id));
diesel::joinable!(opportunity_lines -> products (product_id));
diesel::joinable!(products -> product_categories (category_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(stage_history -> opportunities (opportunity_id));
diesel::joinable!(stage_history -> pipelines (pipeline_id));
diesel::joinable!(stages -> pipelines (pipeline_id));
diesel::joinable!(user_credentials -> users (user_id));
diesel::joinable!(users -> departments (department_id));
diesel::joinable!(web_forms -> users (lead_owner_id));

diesel::allow_tables_to_appear_in_same_query!(
    absences,
    account_contacts,
    accounts,
    activities,
    api_keys,
    assignment_rules,
    branches,
    contacts,
    departments,
    leads,
    loss_reasons,
    notifications,
    one_time_tokens,
    opportunities,
    opportunity_contacts,
    opportunity_lines,
    pipelines,
    product_categories,
    products,
    refresh_tokens,
    sessions,
    stage_history,
    stages,
    user_credentials,
    users,
    web_forms,
);
diesel::allow_tables_to_appear_in_same_query!(export_files, exports,);
diesel::allow_tables_to_appear_in_same_query!(import_failures, import_files, imports,);
