package org.holdfast.tests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.tests.distribution.Answers.base64;
import static org.holdfast.tests.distribution.Answers.good;
import static org.holdfast.tests.distribution.Answers.items;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that a generator has made from the OpenAPI document compiles, and works. */
class GeneratedClientIT {

  private static final TrialServer SERVER = TrialServer.shared();

  @TempDir private static Path classes = Path.of("");

  @BeforeAll
  static void start() throws IOException {
    compile();
    SERVER.start();
  }

  @Test
  void generatedClient_storesAndReadsAKey_andIsToldOfProblems() throws Exception {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, GeneratedClientIT.class.getClassLoader())) {
      BinaryOperator<String> client = client(loader);

      assertThat(client.apply("by client", base64(key))).isEqualTo(base64(key));
      assertThat(client.apply("by client", base64(key))).isEqualTo("HF-3003");
    }
    RestClient keyadmin = new RestClient(SERVER::rest, SERVER::keyadmin);
    JsonObject kept = items(keyadmin.get("/api/v1/objects?exactName=by%20client")).get(0);
    assertThat(kept.getJsonObject("attributes").getString("by")).isEqualTo("a generated client");
    assertThat(kept.getBoolean("extractable")).isTrue();
  }

  /** What the client was generated from is what the vault hands out. */
  @Test
  void document_isTheOneTheVaultHandsOut() throws IOException {
    RestClient anybody = new RestClient(SERVER::rest, SERVER::keyadmin);
    JsonObject served = good(anybody.get("/openapi"));

    assertThat(served.getString("openapi")).isEqualTo("3.1.0");
    try (Stream<Path> sources = Files.walk(generated())) {
      List<String> names = sources.map(path -> path.getFileName().toString()).toList();
      assertThat(served.getJsonObject("components").getJsonObject("schemas").keySet())
          .filteredOn(name -> !name.equals("List"))
          .allMatch(name -> names.contains(name + ".java"));
    }
  }

  @SuppressWarnings("unchecked") // the source says what it is
  private static BinaryOperator<String> client(ClassLoader loader)
      throws ReflectiveOperationException {
    return (BinaryOperator<String>)
        loader
            .loadClass("StoreAndRead")
            .getConstructor(URI.class, SSLContext.class, String.class)
            .newInstance(
                SERVER.uri(),
                Rest.trusting(SERVER.home().resolve("etc/tls/ca.crt")),
                SERVER.keyadmin().basic());
  }

  /** Generated code is not held to the lint of what is written here. */
  private static void compile() throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        Stream<Path> sources = Files.walk(generated())) {
      List<Path> all =
          Stream.concat(
                  sources.filter(path -> path.toString().endsWith(".java")),
                  Stream.of(Path.of(property("holdfast.client.use"))))
              .toList();
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "-Xlint:none",
                      "-proc:none",
                      "--release",
                      "17",
                      "-d",
                      classes.toString(),
                      "-classpath",
                      System.getProperty("surefire.test.class.path", property("java.class.path"))),
                  null,
                  files.getJavaFileObjectsFromPaths(all))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  private static Path generated() {
    return Path.of(property("holdfast.generated.client"));
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
