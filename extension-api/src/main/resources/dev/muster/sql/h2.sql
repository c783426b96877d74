create table if not exists muster_cluster (
    name varchar(64) not null,
    schema_version integer not null,
    operating_mode varchar(16) not null,
    secret varchar(200) not null,
    last_incarnation bigint not null,
    primary key (name)
);

create table if not exists muster_server (
    cluster_name varchar(64) not null,
    id integer not null,
    incarnation bigint not null,
    name varchar(64) not null,
    state varchar(16) not null,
    protocol varchar(8) not null,
    address varchar(255) not null,
    port integer not null,
    path varchar(255) not null,
    weight integer not null,
    lease_until bigint not null,
    started_at bigint not null,
    id_high_water bigint not null,
    software_version varchar(64) not null,
    mesh_address varchar(255) not null,
    mesh_port integer not null,
    cache_address varchar(255),
    fingerprint varchar(64) not null,
    capacity bigint default 0 not null,
    tags varchar(255) default '' not null,
    edited smallint default 0 not null,
    drain_until bigint default 0 not null,
    shed_load bigint default 0 not null,
    primary key (cluster_name, id)
);

create table if not exists muster_load (
    cluster_name varchar(64) not null,
    server_id integer not null,
    incarnation bigint not null,
    reserved_load bigint not null,
    takes_rooms smallint not null,
    primary key (cluster_name, server_id, incarnation)
);

create table if not exists muster_session (
    cluster_name varchar(64) not null,
    uid varchar(32) not null,
    id varchar(64) not null,
    created_at bigint not null,
    expires_at bigint not null,
    principal varchar(255),
    principal_since bigint,
    server_name varchar(64),
    timeout_millis bigint not null,
    version bigint not null,
    last_accessed bigint not null,
    payload blob not null,
    primary key (cluster_name, uid),
    unique (cluster_name, id)
);

create index if not exists muster_session_expiry on muster_session (cluster_name, expires_at);

create index if not exists muster_session_principal on muster_session (cluster_name, principal);

create table if not exists muster_session_attribute (
    cluster_name varchar(64) not null,
    session_uid varchar(32) not null,
    digest varchar(64) not null,
    payload blob not null,
    primary key (cluster_name, session_uid, digest),
    foreign key (cluster_name, session_uid) references muster_session (cluster_name, uid) on delete cascade
);

create table if not exists muster_room (
    cluster_name varchar(64) not null,
    room varchar(200) not null,
    server_id integer not null,
    incarnation bigint not null,
    epoch bigint not null,
    weight integer not null,
    opened_at bigint not null,
    affinity varchar(200),
    tags varchar(255) default '' not null,
    handed_over smallint default 0 not null,
    granted_by integer default 0 not null,
    reason varchar(200) default '' not null,
    primary key (cluster_name, room)
);

create index if not exists muster_room_affinity on muster_room (affinity, cluster_name);

create table if not exists muster_room_state (
    cluster_name varchar(64) not null,
    room varchar(200) not null,
    epoch bigint not null,
    payload blob not null,
    primary key (cluster_name, room)
);

create table if not exists muster_participant (
    cluster_name varchar(64) not null,
    room varchar(200) not null,
    participant varchar(200) not null,
    epoch bigint not null,
    joined_at bigint not null,
    primary key (cluster_name, room, participant)
);

create table if not exists muster_discovery (
    address varchar(200) not null,
    name varchar(200),
    cluster_name varchar(200) not null,
    ip varchar(200) not null,
    coordinator boolean,
    primary key (address)
);

create table if not exists muster_lock (
    cluster_name varchar(64) not null,
    purpose varchar(8) not null,
    name varchar(200) not null,
    server_id integer not null,
    incarnation bigint not null,
    token bigint not null,
    taken_at bigint not null,
    primary key (cluster_name, purpose, name)
);

create table if not exists muster_event (
    cluster_name varchar(64) not null,
    sequence_number bigint not null,
    origin bigint not null,
    server_id integer not null,
    type varchar(200) not null,
    payload blob not null,
    fired_at bigint not null,
    primary key (cluster_name, sequence_number)
);
