package com.sun.appserv.jdbc;

import java.sql.Connection;

/** The part of Payara's interface that we call, under its name. */
public interface DataSource extends javax.sql.DataSource {

    void markConnectionAsBad(Connection connection);
}
