/** The fidelity scenes on servers other than Payara Micro: profile {@code servers}. */
package dev.muster.it.servers;
