package org.holdfast.server.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.holdfast.server.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who logs in. The address holds no password: that goes to WildFly by
 * environment.
 *
 * @param url {@code jdbc:postgresql://…}
 */
public record DatabaseAddress(String url, String user, String password) {

  /** The password stands in no message. */
  @Override
  public String toString() {
    return url + " as " + user;
  }

  /**
   * Reads what the operator gave: a JDBC address or one as PostgreSQL's own tools take it ({@code
   * postgresql://user:password@host/database}); user and password in it or beside it.
   */
  public static DatabaseAddress parse(
      String given, @Nullable String user, @Nullable String password) {
    String address = given.startsWith("jdbc:") ? given.substring("jdbc:".length()) : given;
    if (!address.startsWith("postgresql:") && !address.startsWith("postgres:")) {
      throw notUnderstood();
    }
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw notUnderstood();
    }
    if (uri.getRawAuthority() == null
        || uri.getRawPath() == null
        || uri.getRawPath().length() < 2) {
      throw notUnderstood();
    }
    String name = user;
    String secret = password;
    String authority = uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      String[] parts = authority.substring(0, at).split(":", 2);
      name = decode(parts[0]);
      if (parts.length == 2) {
        secret = decode(parts[1]);
      }
      authority = authority.substring(at + 1);
    }
    List<String> rest = new ArrayList<>();
    if (uri.getRawQuery() != null) {
      for (String parameter : uri.getRawQuery().split("&", -1)) {
        if (parameter.startsWith("user=")) {
          name = decode(parameter.substring("user=".length()));
        } else if (parameter.startsWith("password=")) {
          secret = decode(parameter.substring("password=".length()));
        } else if (!parameter.isEmpty()) {
          rest.add(parameter);
        }
      }
    }
    return new DatabaseAddress(
        "jdbc:postgresql://"
            + authority
            + uri.getRawPath()
            + (rest.isEmpty() ? "" : "?" + String.join("&", rest)),
        name == null ? "holdfast" : name,
        secret == null ? "" : secret);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Failure notUnderstood() {
    return Failure.usage(
        "HOLDFAST_DB_URL is not the address of a PostgreSQL database. It looks like"
            + " jdbc:postgresql://host:5432/database; user and password go to HOLDFAST_DB_USER and"
            + " HOLDFAST_DB_PASSWORD.");
  }

  /** Logs in; the caller closes. */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("ApplicationName", "holdfast-launcher");
    return DriverManager.getConnection(url, properties);
  }

  /** Why it does not answer now, or nothing if it does. */
  public Optional<String> complaint() {
    try (Connection connection = connect()) {
      return connection.isValid(3) ? Optional.empty() : Optional.of("it does not answer");
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
      return Optional.of(message.replaceFirst("\\.$", ""));
    }
  }

  /** As WildFly's data source reads them. */
  public Map<String, String> environment() {
    return Map.of(
        "HOLDFAST_DB_URL", url, "HOLDFAST_DB_USER", user, "HOLDFAST_DB_PASSWORD", password);
  }
}
