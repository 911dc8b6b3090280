package org.holdfast.benchmarks.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The command line; what is not said is as our own REST API wants it. */
final class LoadOptions {

  static final String HELP =
      """
      Stores objects at a key server and reads them, and prints a row of a Markdown table for each.

        --url URL              https://127.0.0.1:8443; http:// works, too
        --ca FILE              PEM: the authority to trust
        --user NAME            HTTP Basic; the password is in the environment, LOAD_PASSWORD
        --client FILE          PKCS #12: certificate and key of an endpoint; the password is in the environment, LOAD_PASSWORD
        --header 'NAME: VALUE' any other header; may be repeated
        --connections 1,8      one run each
        --warm-up 10           seconds before measuring
        --seconds 20           measured
        --objects 1000         stored before reading; read in turn
        --ids FILE             read these objects, an id on each line, rather than ones stored before
        --fill 0               stored before anything else, many at a time (Holdfast alone)
        --operations store,read
        --held                 in a virtual wallet whose data keys the HSM holds, made for this (Holdfast alone)
        --system NAME          first column of the table: Holdfast
        --store-path PATH      /api/v1/objects
        --store-body JSON      @NAME@ is a name of its own each time, @KEY@ a new 256-bit key in base64
        --id-pattern REGEX     finds the id in the answer to a store, as its group 1
        --read-path PATH       /api/v1/objects/@ID@/material
        --no-heading           rows only
      """;

  /** Stands for what differs from request to request; the number in its place is as wide. */
  static final String NUMBER = "@NUMBER@@@@@";

  private static final String PASSWORD = "LOAD_PASSWORD";
  private static final List<String> FLAGS = List.of("--no-heading", "--held");
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("--url", "https://127.0.0.1:8443"),
          Map.entry("--connections", "1,8"),
          Map.entry("--warm-up", "10"),
          Map.entry("--seconds", "20"),
          Map.entry("--objects", "1000"),
          Map.entry("--fill", "0"),
          Map.entry("--operations", "store,read"),
          Map.entry("--system", "Holdfast"),
          Map.entry("--store-path", "/api/v1/objects"),
          Map.entry(
              "--store-body",
              "{\"name\":\"@NAME@\",\"type\":\"SYMMETRIC_KEY\",\"algorithm\":\"AES\",\"material\":\"@KEY@\"}"),
          Map.entry("--id-pattern", "\"id\"\\s*:\\s*\"([^\"]+)\""),
          Map.entry("--read-path", "/api/v1/objects/@ID@/material"));

  private final Map<String, String> values = new HashMap<>(DEFAULTS);
  private final List<String> headers = new ArrayList<>();

  private String password = "";

  private LoadOptions() {}

  /**
   * @throws IllegalArgumentException with what is wrong
   */
  static LoadOptions parse(List<String> arguments, Map<String, String> environment) {
    LoadOptions options = new LoadOptions();
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (FLAGS.contains(name)) {
        options.values.put(name, "");
        continue;
      }
      if (!name.equals("--header")
          && !name.equals("--ca")
          && !name.equals("--user")
          && !name.equals("--client")
          && !name.equals("--ids")
          && !DEFAULTS.containsKey(name)) {
        throw new IllegalArgumentException("unknown option " + name);
      }
      if (++i == arguments.size()) {
        throw new IllegalArgumentException(name + " lacks its value");
      }
      if (name.equals("--header")) {
        options.headers.add(arguments.get(i));
      } else {
        options.values.put(name, arguments.get(i));
      }
    }
    String user = options.values.get("--user");
    if (user != null || options.values.containsKey("--client")) {
      String password = environment.get(PASSWORD);
      if (password == null) {
        throw new IllegalArgumentException("set " + PASSWORD + " in the environment");
      }
      options.password = password;
    }
    if (user != null) {
      options.headers.add(
          "Authorization: Basic "
              + Base64.getEncoder()
                  .encodeToString(
                      (user + ":" + options.password).getBytes(StandardCharsets.UTF_8)));
    }
    return options;
  }

  URI url() {
    return URI.create(value("--url"));
  }

  @Nullable Path authority() {
    String file = values.get("--ca");
    return file == null ? null : Path.of(file);
  }

  /** PKCS #12 file of what the client shows; null where it shows nothing. */
  @Nullable Path client() {
    String file = values.get("--client");
    return file == null ? null : Path.of(file);
  }

  /** Of the user, or of {@link #client}. */
  String password() {
    return password;
  }

  List<Integer> connections() {
    return Arrays.stream(value("--connections").split(",")).map(Integer::valueOf).toList();
  }

  Duration warmUp() {
    return Duration.ofSeconds(Long.parseLong(value("--warm-up")));
  }

  Duration measured() {
    return Duration.ofSeconds(Long.parseLong(value("--seconds")));
  }

  int objects() {
    return Integer.parseInt(value("--objects"));
  }

  /** What to read; null if it is to be stored first. */
  @Nullable Path ids() {
    String file = values.get("--ids");
    return file == null ? null : Path.of(file);
  }

  long fill() {
    return Long.parseLong(value("--fill"));
  }

  boolean measures(String operation) {
    return List.of(value("--operations").split(",")).contains(operation);
  }

  String system() {
    return value("--system");
  }

  boolean heading() {
    return !values.containsKey("--no-heading");
  }

  boolean held() {
    return values.containsKey("--held");
  }

  /** From now on what is stored goes into that virtual wallet. */
  void into(String wallet) {
    values.merge(
        "--store-body",
        "",
        (body, none) -> "{\"wallets\":[\"" + wallet + "\"]," + body.substring(1));
  }

  Pattern idPattern() {
    return Pattern.compile(value("--id-pattern"));
  }

  /** A store request with {@link #NUMBER} in its name. */
  byte[] store(String host, String key) {
    String body = value("--store-body").replace("@NAME@", "load " + NUMBER).replace("@KEY@", key);
    return request("POST", value("--store-path"), host, body);
  }

  /** A request that stores several at once, with numbers from {@code first} on in their names. */
  byte[] bulk(String host, String key, long first, int count) {
    String item = value("--store-body").replace("@KEY@", key);
    String items =
        LongStream.range(first, first + count)
            .mapToObj(number -> item.replace("@NAME@", "fill " + number))
            .collect(Collectors.joining(","));
    return request("POST", value("--store-path") + "/bulk", host, "{\"items\":[" + items + "]}");
  }

  /** A request that makes a virtual wallet whose data keys the HSM holds. */
  byte[] wallet(String host, long number) {
    return request(
        "POST",
        "/api/v1/wallets",
        host,
        "{\"name\":\"load " + number + "\",\"protection\":\"HSM\"}");
  }

  byte[] read(String host, String id) {
    return request("GET", value("--read-path").replace("@ID@", id), host, null);
  }

  private byte[] request(String method, String path, String host, @Nullable String body) {
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(host);
    for (String header : headers) {
      text.append("\r\n").append(header);
    }
    if (body != null) {
      text.append("\r\nContent-Type: application/json\r\nContent-Length: ")
          .append(body.getBytes(StandardCharsets.UTF_8).length);
    }
    text.append("\r\n\r\n");
    if (body != null) {
      text.append(body);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(name);
    }
    return value;
  }
}
