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
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertState;
import org.holdfast.domain.alert.Severity;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.audit.chain.Finding;
import org.holdfast.domain.backup.Authentication;
import org.holdfast.domain.backup.BackupProgress;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.RunStatus;
import org.holdfast.domain.backup.ScheduleStatus;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.mail.MailSecurity;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.material.Usage;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.ledger.RootKeyEntry;
import org.holdfast.ejb.audit.VerificationView;
import org.holdfast.ejb.backup.BackupStatusView;
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

    assertThat(resources).hasSize(35);
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
    var references = Pattern.compile("#/components/(\\w+)/(\\w+)\"").matcher(json);
    Set<String> used = new TreeSet<>();
    while (references.find()) {
      used.add(references.group(1) + "/" + references.group(2));
      assertThat(map(components.get(references.group(1))).containsKey(references.group(2)))
          .as(references.group())
          .isTrue();
    }
    assertThat(Pattern.compile("\"\\$ref\"").matcher(json).results().count())
        .isEqualTo(references.reset().results().count());
    Set<String> held = new TreeSet<>();
    for (String kind : List.of("headers", "parameters", "responses", "schemas")) {
      map(components.get(kind)).keySet().forEach(name -> held.add(kind + "/" + name));
    }
    assertThat(held).isEqualTo(used);
  }

  @Test
  void operations_each_haveExamplesOfWhatIsSentAndAnswered() throws Exception {
    eachOperation(
        (name, operation) -> {
          if (operation.get("requestBody") != null) {
            assertExamples(name, map(operation.get("requestBody")));
          }
          for (Map.Entry<?, ?> answer : map(operation.get("responses")).entrySet()) {
            if (((String) answer.getKey()).startsWith("2")) {
              assertExamples(name + " " + answer.getKey(), map(answer.getValue()));
            }
          }
        });
  }

  @Test
  void operations_each_sayWhatTheyDoAndHowTheyFail() throws Exception {
    Set<String> identifiers = new TreeSet<>();
    eachOperation(
        (name, operation) -> {
          assertThat(identifiers.add(text(operation.get("operationId")))).as(name).isTrue();
          assertThat(text(operation.get("summary"))).as(name).isNotBlank();
          assertThat((List<?>) operation.get("tags")).as(name).hasSize(1);
          Map<?, ?> answers = map(operation.get("responses"));
          if (name.contains(" /api/")) {
            assertThat(answers.containsKey("500")).as(name).isTrue();
          }
          assertThat(answers.containsKey("401")).as(name).isEqualTo(needsSignIn(operation));
        });
  }

  /** The parameters in a path are described, and no others. */
  @Test
  void operations_each_describeTheParametersOfTheirPath() throws Exception {
    Map<?, ?> known = map(map(document().get("components")).get("parameters"));
    eachOperation(
        (name, operation) -> {
          Set<String> described = new TreeSet<>();
          if (operation.get("parameters") instanceof List<?> parameters) {
            for (Object given : parameters) {
              Map<?, ?> parameter = map(given);
              if (parameter.get("$ref") != null) {
                String reference = text(parameter.get("$ref"));
                parameter = map(known.get(reference.substring(reference.lastIndexOf('/') + 1)));
              }
              if (text(parameter.get("in")).equals("path")) {
                described.add(text(parameter.get("name")));
              }
            }
          }
          Set<String> inPath = new TreeSet<>();
          Pattern.compile("\\{(\\w+)}")
              .matcher(name)
              .results()
              .forEach(r -> inPath.add(r.group(1)));
          assertThat(described).as(name).isEqualTo(inPath);
        });
  }

  /** A generated client fails on a value that its document does not list. */
  @Test
  void lists_ofConstants_areComplete() throws Exception {
    Map<?, ?> schemas = map(map(document().get("components")).get("schemas"));
    Map<?, ?> row = map(map(schemas.get("AuditRecord")).get("properties"));

    assertThat(constants(row.get("operation"))).isEqualTo(names(AuditOperation.values()));
    assertThat(constants(row.get("outcome"))).isEqualTo(names(AuditOutcome.values()));
    assertThat(constants(schemas.get("Usage"))).isEqualTo(names(Usage.values()));
    Map<?, ?> object = map(map(schemas.get("SecurityObject")).get("properties"));
    assertThat(constants(object.get("state"))).isEqualTo(names(ObjectState.values()));
    assertThat(constants(object.get("algorithm"))).isEqualTo(names(Algorithm.values()));
    assertThat(constants(object.get("type"))).isEqualTo(names(ObjectType.values()));
  }

  @Test
  void lists_ofConstantsOfBackups_areComplete() throws Exception {
    Map<?, ?> schemas = map(map(document().get("components")).get("schemas"));
    Map<?, ?> destination = properties(schemas, "BackupDestination");
    Map<?, ?> run = properties(schemas, "BackupRun");

    assertThat(constants(destination.get("method"))).isEqualTo(names(TransferMethod.values()));
    assertThat(constants(destination.get("authentication")))
        .isEqualTo(names(Authentication.values()));
    assertThat(constants(run.get("type"))).isEqualTo(names(BackupType.values()));
    assertThat(constants(run.get("status"))).isEqualTo(names(RunStatus.values()));
    assertThat(constants(properties(schemas, "BackupSchedule").get("status")))
        .isEqualTo(names(ScheduleStatus.values()));
    assertThat(constants(properties(schemas, "BackupProblem").get("kind")))
        .isEqualTo(names(BackupStatusView.Kind.values()));
    assertThat(constants(properties(schemas, "BackupProgress").get("kind")))
        .isEqualTo(names(BackupProgress.Kind.values()));
  }

  @Test
  void lists_ofConstantsOfTheLedger_areComplete() throws Exception {
    Map<?, ?> schemas = map(map(document().get("components")).get("schemas"));
    Map<?, ?> rootKey = properties(schemas, "LedgerRootKey");

    assertThat(constants(rootKey.get("standing"))).isEqualTo(names(RootKeyEntry.Standing.values()));
    assertThat(constants(rootKey.get("reason"))).isEqualTo(names(FormerKey.Reason.values()));
  }

  @Test
  void lists_ofConstantsOfTheChain_areComplete() throws Exception {
    Map<?, ?> schemas = map(map(document().get("components")).get("schemas"));

    assertThat(constants(properties(schemas, "AuditFinding").get("kind")))
        .isEqualTo(names(Finding.Kind.values()));
    assertThat(constants(properties(schemas, "AuditVerification").get("state")))
        .isEqualTo(names(VerificationView.State.values()));
  }

  @Test
  void lists_ofConstantsOfAlerts_areComplete() throws Exception {
    Map<?, ?> schemas = map(map(document().get("components")).get("schemas"));
    Map<?, ?> alert = properties(schemas, "Alert");
    Map<?, ?> off = map(properties(schemas, "AlertSettings").get("kindsOff"));

    assertThat(constants(alert.get("kind"))).isEqualTo(names(AlertKind.values()));
    assertThat(constants(alert.get("severity"))).isEqualTo(names(Severity.values()));
    assertThat(constants(alert.get("state"))).isEqualTo(names(AlertState.values()));
    assertThat(constants(off.get("items"))).isEqualTo(names(AlertKind.values()));
    assertThat(constants(properties(schemas, "MailSettings").get("security")))
        .isEqualTo(names(MailSecurity.values()));
  }

  private static Map<?, ?> properties(Map<?, ?> schemas, String name) {
    return map(map(schemas.get(name)).get("properties"));
  }

  private static Set<String> constants(@Nullable Object schema) {
    return ((List<?>) Objects.requireNonNull(map(schema).get("enum")))
        .stream().map(OpenApiTest::text).collect(Collectors.toSet());
  }

  private static Set<String> names(Enum<?>... constants) {
    return Stream.of(constants).map(Enum::name).collect(Collectors.toSet());
  }

  private static boolean needsSignIn(Map<?, ?> operation) {
    return !(operation.get("security") instanceof List<?> ways) || !ways.isEmpty();
  }

  private static void assertExamples(String name, Map<?, ?> message) {
    if (message.get("content") == null) {
      return;
    }
    for (Map.Entry<?, ?> content : map(message.get("content")).entrySet()) {
      Map<?, ?> media = map(content.getValue());
      boolean binary =
          media.get("schema") instanceof Map<?, ?> schema && schema.get("format") != null;
      assertThat(binary || media.containsKey("example") || media.containsKey("examples"))
          .as(name + " " + content.getKey())
          .isTrue();
    }
  }

  private static void eachOperation(BiConsumer<String, Map<?, ?>> check) throws IOException {
    for (Map.Entry<?, ?> path : map(document().get("paths")).entrySet()) {
      for (Map.Entry<?, ?> operation : map(path.getValue()).entrySet()) {
        if (METHODS.contains((String) operation.getKey())) {
          check.accept(operation.getKey() + " " + path.getKey(), map(operation.getValue()));
        }
      }
    }
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
