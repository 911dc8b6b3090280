package org.holdfast.cli.manual;

import java.util.List;

/**
 * A variable that commands and the server read.
 *
 * @param name of the environment's
 * @param meaning what it says, and what holds without it
 */
public record Variable(String name, String meaning) {

  /** Those of the commands that ask a vault. */
  public static final List<Variable> OF_COMMANDS =
      List.of(
          new Variable("HOLDFAST_USER", "Who signs in, as --user."),
          new Variable("HOLDFAST_PASSWORD", "The password; else asked for."),
          new Variable("HOLDFAST_URL", "Address of the vault, as --url."),
          new Variable("HOLDFAST_CA", "Who certified it, as --ca."),
          new Variable("HOLDFAST_CERT", "An endpoint's certificate, as --cert."),
          new Variable("HOLDFAST_CERT_KEY", "Its private key, as --key."),
          new Variable("HOLDFAST_HSM_CREDENTIAL", "The HSM credential; else asked for."),
          new Variable("HOLDFAST_RECOVERY_PASSPHRASE", "The recovery passphrase; else asked for."),
          new Variable("HOLDFAST_NEW_RECOVERY_PASSPHRASE", "The new one; else asked for."));

  /** Those of the server. */
  public static final List<Variable> OF_SERVER =
      List.of(
          new Variable("HOLDFAST_HOME", "Home folder, as --home (~/.holdfast)."),
          new Variable("HOLDFAST_BIND", "Address of console and REST, as --bind (127.0.0.1)."),
          new Variable("HOLDFAST_PORT", "HTTPS port, as --port (8443)."),
          new Variable("HOLDFAST_MANAGEMENT_PORT", "WildFly's management (9990)."),
          new Variable("HOLDFAST_DB_PORT", "Embedded PostgreSQL (15432)."),
          new Variable(
              "HOLDFAST_DB_URL, HOLDFAST_DB_USER, HOLDFAST_DB_PASSWORD",
              "A PostgreSQL of your own (15 or later)."),
          new Variable(
              "HOLDFAST_KEY_FILE", "Key of the stored HSM credential (HOME/etc/autologin.key)."),
          new Variable("HOLDFAST_MONITORING_INTERVAL", "Seconds between looks at the HSM (300)."),
          new Variable(
              "HOLDFAST_HSM_LIBRARY_<VENDOR>",
              "PKCS#11 library, as HOLDFAST_HSM_LIBRARY_THALES_LUNA."),
          new Variable(
              "HOLDFAST_HSM_HOOKS_<VENDOR>",
              "Its commands around operations: always, if-present, never."),
          new Variable(
              "HOLDFAST_TLS_PASSWORD", "Opens HOME/etc/tls/server.p12 if that is your own."),
          new Variable("HOLDFAST_JAVA_OPTS", "Added to the JVM options of the vault."));
}
