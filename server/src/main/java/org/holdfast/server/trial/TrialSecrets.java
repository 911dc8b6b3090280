package org.holdfast.server.trial;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.holdfast.server.Failure;
import org.holdfast.server.home.Home;
import org.holdfast.server.home.RandomText;

/**
 * The passwords of a trial, made once and kept in the home so that each start can show them again.
 * No home but a trial's has such a file.
 */
final class TrialSecrets {

  static final String SYSTEM = "sysadmin";
  static final String KEYS = "keyadmin";
  static final String AUDIT = "auditor";

  private static final String PASSPHRASE = "recovery.passphrase";
  private static final String PIN = "token.pin";
  private static final String SO_PIN = "token.so.pin";
  private static final String INITIALIZED = "initialized";

  private final Path file;
  private final Map<String, String> values;

  private TrialSecrets(Path file, Map<String, String> values) {
    this.file = file;
    this.values = values;
  }

  /** Those of this home, made if there are none. */
  static TrialSecrets of(Home home) {
    Path file = home.path().resolve("trial.properties");
    Map<String, String> values = new LinkedHashMap<>();
    if (Files.exists(file)) {
      Properties properties = new Properties();
      try {
        properties.load(new StringReader(Files.readString(file)));
      } catch (IOException e) {
        throw Failure.because(e, "%s can't be read: %s.", file, Failure.reason(e));
      }
      properties.stringPropertyNames().stream()
          .sorted()
          .forEach(name -> values.put(name, properties.getProperty(name)));
      return new TrialSecrets(file, values);
    }
    if (Files.exists(home.database().resolve("data"))) {
      throw Failure.of(
          "%s is the home of a vault that is not a trial's, so no trial is made of it. Use"
              + " 'holdfast run', or choose another folder with --home.",
          home.path());
    }
    for (String user : new String[] {SYSTEM, KEYS, AUDIT}) {
      values.put(user + ".password", RandomText.password());
    }
    values.put(PASSPHRASE, RandomText.password());
    values.put(PIN, RandomText.pin());
    values.put(SO_PIN, RandomText.pin());
    values.put(INITIALIZED, "false");
    TrialSecrets secrets = new TrialSecrets(file, values);
    secrets.store();
    return secrets;
  }

  private void store() {
    StringBuilder text =
        new StringBuilder(
            "# This is the home of a trial: whoever reads this file has all its passwords.\n");
    values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    Home.write(file, text.toString());
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw Failure.of(
          "%s lacks %s. Put it back, or begin a new trial in another folder with --home.",
          file, name);
    }
    return value;
  }

  Path file() {
    return file;
  }

  String password(String user) {
    return value(user + ".password");
  }

  String recoveryPassphrase() {
    return value(PASSPHRASE);
  }

  String pin() {
    return value(PIN);
  }

  String soPin() {
    return value(SO_PIN);
  }

  /** Whether Initialize was done: a user who reverse-migrates later must not have it done again. */
  boolean isInitialized() {
    return Boolean.parseBoolean(value(INITIALIZED));
  }

  void setInitialized() {
    values.put(INITIALIZED, "true");
    store();
  }
}
