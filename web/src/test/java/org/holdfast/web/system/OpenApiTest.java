package org.holdfast.web.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  private static final Set<String> METHODS =
      Set.of("get", "post", "put", "delete", "head", "patch");

  @Test
  void document_describesEveryResource_andNothingElse() throws Exception {
    Set<String> described = new TreeSet<>();
    for (Map.Entry<?, ?> path : map(document().get("paths")).entrySet()) {
      for (Object method : map(path.getValue()).keySet()) {
        if (METHODS.contains((String) method) && ((String) path.getKey()).startsWith("/api/")) {
          described.add(method + " " + path.getKey());
        }
      }
    }
    Set<String> served = new TreeSet<>();
    List<Class<?>> resources = resources();
    for (Class<?> resource : resources) {
      for (Method method : resource.getMethods()) {
        String verb = verb(method);
        if (verb != null) {
          served.add(verb + " " + path(resource, method));
        }
      }
    }

    assertThat(resources).hasSize(7);
    assertThat(described).isEqualTo(served);
  }

  @Test
  void document_usesCodesOfTheCatalogue() throws Exception {
    Set<String> known = new TreeSet<>();
    for (ErrorCode code : ErrorCode.values()) {
      known.add(code.id() + " " + code.title());
    }
    for (Object response : map(map(document().get("components")).get("responses")).values()) {
      Map<?, ?> media = map(map(map(response).get("content")).get("application/problem+json"));
      Map<?, ?> example = map(media.get("example"));

      assertThat(known).contains(text(example.get("code")) + " " + text(example.get("title")));
    }
  }

  @Test
  void document_refersOnlyToWhatItHolds() throws Exception {
    Map<?, ?> components = map(document().get("components"));
    String json = new String(bytes(), StandardCharsets.UTF_8);
    var references = Pattern.compile("#/components/(\\w+)/(\\w+)").matcher(json);
    int found = 0;
    while (references.find()) {
      found++;
      assertThat(map(components.get(references.group(1))).containsKey(references.group(2)))
          .as(references.group())
          .isTrue();
    }
    assertThat(found).isGreaterThan(50);
  }

  private static Map<?, ?> document() throws IOException {
    return RequestBody.parse(bytes()).members();
  }

  private static byte[] bytes() throws IOException {
    try (InputStream in = OpenApiTest.class.getResourceAsStream(OpenApiServlet.DOCUMENT)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static String text(@Nullable Object value) {
    return new String((char[]) Objects.requireNonNull(value));
  }

  private static @Nullable String verb(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        return verb.value().toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  private static String path(Class<?> resource, Method method) {
    Path sub = method.getAnnotation(Path.class);
    return Objects.requireNonNull(ApiApplication.class.getAnnotation(ApplicationPath.class)).value()
        + Objects.requireNonNull(resource.getAnnotation(Path.class)).value()
        + (sub == null ? "" : sub.value());
  }

  /** Every class of this archive that answers over REST. */
  private static List<Class<?>> resources() throws IOException, URISyntaxException {
    var root =
        java.nio.file.Path.of(
            Objects.requireNonNull(ApiApplication.class.getProtectionDomain().getCodeSource())
                .getLocation()
                .toURI());
    try (Stream<java.nio.file.Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith("Resource.class"))
          .<Class<?>>map(name -> load(name.replace('/', '.').replaceFirst("\\.class$", "")))
          .filter(type -> type.isAnnotationPresent(Path.class))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, OpenApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
