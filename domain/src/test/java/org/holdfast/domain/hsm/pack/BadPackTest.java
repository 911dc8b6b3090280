package org.holdfast.domain.hsm.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.holdfast.domain.hsm.VendorPackProblem;
import org.holdfast.domain.hsm.VendorPacks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is named by file and line, with what is allowed. */
class BadPackTest {

  private static final String HOOK =
      PackFolders.LEAST
          + """
          hooks:
            - name: sync
              command: [/bin/true]
              when: before
              operations: [make-key]
              timeout-seconds: 5
          """;

  private static final String CHECK =
      PackFolders.LEAST
          + """
          checks:
            - kind: file
              subject: /etc/acme
              title: It is there
              cure: Put it there.
          """;

  private Path folder;

  @BeforeEach
  void setUp(@TempDir Path made) {
    folder = made;
  }

  /** A change to a good pack, the line of the mistake, and what the message has. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(least("name: Acme", "nmae: Acme"), 2, "unknown key 'nmae'", "keys are id,"),
        Arguments.of(least("name: Acme\n", ""), 1, "'name' is missing", ""),
        Arguments.of(least("name: Acme", "name: [Acme]"), 2, "'name' is text", ""),
        Arguments.of(least("name: Acme", "name: 42"), 2, "'name' is text", "quotes"),
        Arguments.of(least("name: Acme", "name: \"  \""), 2, "'name' is empty", ""),
        Arguments.of(least("name: Acme", "name: Acme\nname: Acme"), 3, "'name' is there twice", ""),
        Arguments.of(least("id: acme", "id: Acme HSM"), 1, "lower-case", "Acme HSM"),
        Arguments.of(least("100", "0"), 3, "whole number from 1 to 999", ""),
        Arguments.of(least("100", "1000"), 3, "whole number from 1 to 999", ""),
        Arguments.of(least("100", "one"), 3, "whole number", ""),
        Arguments.of(least("100", "1.5"), 3, "whole number", ""),
        Arguments.of(least("100", "99999999999999999999"), 3, "whole number", ""),
        Arguments.of(least("[/opt/acme/libacme.so]", "/opt/a.so"), 4, "'library' is a list", ""),
        Arguments.of(least("/opt/acme/libacme.so", "lib/a.so"), 4, "absolute path", "lib/a.so"),
        Arguments.of(
            least("libacme.so]", "libacme.so, /opt/acme/libacme.so]"), 4, "same value twice", ""),
        Arguments.of(least("  name: PIN", "  nam: PIN"), 6, "unknown key 'nam'", "pattern"),
        Arguments.of(
            least("  name: PIN", "  name: PIN\n  pattern: '[a-'"),
            7,
            "regular expression",
            "'pattern'"),
        Arguments.of(
            least("  name: PIN", "  name: PIN\n  min-length: 9\n  max-length: 8"),
            7,
            "'min-length'",
            "8"),
        Arguments.of(
            least("  name: PIN", "  name: PIN\n  max-length: 1025"), 7, "from 1 to 1024", ""),
        Arguments.of(
            least("credential:\n  name: PIN", "credential: PIN"), 5, "lines 'key: value'", ""),
        Arguments.of(
            least("[AES_GCM]", "[AES_GCM, ROT13]"), 9, "'ROT13'", "AES_GCM, AES_KEY_WRAP_PAD"),
        Arguments.of(least("[AES_GCM]", "[]"), 9, "at least one value", ""),
        Arguments.of(
            PackFolders.LEAST + "return-values:\n  CKR_PANIC: FATAL\n", 11, "'CKR_PANIC'", "CKR_"),
        Arguments.of(
            PackFolders.LEAST + "return-values:\n  0x00000030: FATAL\n", 11, "no return value", ""),
        Arguments.of(
            PackFolders.LEAST + "return-values:\n  CKR_DEVICE_ERROR: PANIC\n",
            11,
            "'PANIC' at 'CKR_DEVICE_ERROR'",
            "CALLER, DROP_SESSION, RELOGIN, REINITIALIZE, FATAL"),
        Arguments.of(PackFolders.LEAST + "sessions:\n  most: 1\n", 11, "from 2 to 1024", ""),
        Arguments.of(
            PackFolders.LEAST + "sessions:\n  keep-alive-seconds: 0\n", 11, "from 1 to 86400", ""),
        Arguments.of(hook("/bin/true", "sync"), 12, "absolute path", "'command'"),
        Arguments.of(hook("[/bin/true]", "[]"), 12, "at least one value", "'command'"),
        Arguments.of(hook("before", "while"), 13, "'while' at 'when'", "before, after"),
        Arguments.of(
            hook("make-key", "boil-tea"), 14, "'boil-tea'", "make-key, set-credential, restore"),
        Arguments.of(hook("[make-key]", "[]"), 14, "at least one value", ""),
        Arguments.of(
            hook("before", "after").replace("make-key", "restore"), 14, "only run before it", ""),
        Arguments.of(hook("seconds: 5", "seconds: 241"), 15, "from 1 to 240", ""),
        Arguments.of(
            hook("    timeout-seconds: 5\n", ""), 11, "'timeout-seconds' is missing", "a hook"),
        Arguments.of(hook("seconds: 5", "seconds: 5\n    run: maybe"), 16, "'maybe'", "if-present"),
        Arguments.of(
            hook("[/bin/true]", "[/bin/true]\n    shell: true"),
            13,
            "unknown key 'shell'",
            "command"),
        Arguments.of(check("file", "disk"), 11, "'disk'", "file, group, environment, command"),
        Arguments.of(
            check("    title", "    expect: '('\n    title"), 13, "regular expression", "'expect'"),
        Arguments.of(
            check("    title", "    required: maybe\n    title"),
            13,
            "true or false",
            "'required'"),
        Arguments.of(PackFolders.LEAST + "advice:\n  upgrades: x\n", 11, "'upgrades'", "upgrade,"),
        Arguments.of("id: [\n", 2, "this is not YAML", ""),
        Arguments.of("id: acme\n\tname: x\n", 2, "this is not YAML", ""),
        Arguments.of("id: &a acme\nname: *b\n", 2, "this is not YAML", ""),
        Arguments.of(least("name: Acme", "name: !!java/object Acme"), 2, "'name' is text", ""),
        Arguments.of("- id\n", 1, "lines 'key: value'", ""),
        Arguments.of("[a]: b\n", 1, "a key is a word", ""),
        Arguments.of("", 1, "empty", ""));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void pack_withAMistake_isLeftOutAndNamedByFileAndLine(
      String content, int line, String says, String saysToo) {
    VendorPackProblem problem = new PackFolders(folder).bad(content);

    assertThat(problem.line()).as(problem.message()).isEqualTo(line);
    assertThat(problem.message()).contains(says, saysToo);
    assertThat(problem.vendorId()).isEqualTo("acme");
    assertThat(problem.describe())
        .startsWith(folder.resolve("site/acme.yaml") + ":" + line + ": ")
        .doesNotContain("\n");
  }

  @Test
  void pack_notUtf8_isNamedByTheLine() {
    byte[] bytes =
        PackFolders.LEAST.replace("Acme", "Ac?e").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) 0xE9 : bytes[i];
    }

    VendorPacks packs = new PackFolders(folder).site("acme.yaml", bytes).load();

    assertThat(packs.problems())
        .singleElement()
        .matches(problem -> problem.line() == 2 && problem.message().contains("not UTF-8"));
  }

  @Test
  void pack_tooLarge_isNotRead() {
    VendorPackProblem problem =
        new PackFolders(folder).bad(PackFolders.LEAST + "# ".repeat(200_000));

    assertThat(problem.line()).isZero();
    assertThat(problem.message()).contains("larger than");
  }

  @Test
  void ids_two_theLaterIsLeftOut() {
    VendorPacks packs =
        new PackFolders(folder)
            .shipped("one.yaml", PackFolders.LEAST)
            .site("two.yaml", least("100", "101"))
            .load();

    assertThat(packs.byId("acme").orElseThrow().provider()).isEqualTo(100);
    assertThat(packs.problems()).hasSize(1);
    assertThat(packs.problems().get(0).describe())
        .contains("two.yaml:1: the id 'acme'", "one.yaml");
    assertThat(packs.problemOf("acme")).isEmpty();
  }

  @Test
  void providers_two_theLaterIsLeftOut() {
    VendorPacks packs =
        new PackFolders(folder)
            .shipped("one.yaml", PackFolders.LEAST)
            .site("two.yaml", least("id: acme", "id: emca"))
            .load();

    assertThat(packs.all()).hasSize(1);
    assertThat(packs.problems().get(0).describe())
        .contains("two.yaml:3: the provider value 100", "one.yaml", "100 to 999");
    assertThat(packs.problemOf("emca")).isPresent();
  }

  @Test
  void sitesPack_bad_doesNotLeaveTheOneItReplaces() {
    VendorPacks packs =
        new PackFolders(folder)
            .shipped("acme.yaml", PackFolders.LEAST)
            .site("acme.yaml", least("100", "x"))
            .shipped("other.yaml", least("acme", "other").replace("100", "7"))
            .load();

    assertThat(packs.all()).extracting(pack -> pack.id()).containsExactly("other");
    assertThat(packs.problemOf("acme").orElseThrow().line()).isEqualTo(3);
  }

  @Test
  void hooksSetting_unknown_isNamed() {
    VendorPacks packs =
        new PackFolders(folder)
            .site("acme.yaml", HOOK)
            .setting("holdfast.hsm.hooks.acme", "perhaps")
            .load();

    assertThat(packs.problems().get(0).describe())
        .isEqualTo(
            "holdfast.hsm.hooks.acme: 'perhaps' is not known; allowed: always, if-present, never");
    assertThat(packs.problemOf("acme")).isPresent();
  }

  @Test
  void shippedFolder_missing_isAProblemAndTheSitesPacksWork() {
    PackFolders folders = new PackFolders(folder).site("acme.yaml", PackFolders.LEAST);
    VendorPacks packs =
        VendorPackLoader.load(
            folder.resolve("nowhere"), folder.resolve("site"), name -> java.util.Optional.empty());

    assertThat(folders.load().problems()).isEmpty();
    assertThat(packs.byId("acme")).isPresent();
    assertThat(packs.problems()).hasSize(1);
    assertThat(packs.problems().get(0).describe()).contains("nowhere: the folder of packs");
  }

  private static String least(String from, String to) {
    return changed(PackFolders.LEAST, from, to);
  }

  private static String hook(String from, String to) {
    return changed(HOOK, from, to);
  }

  private static String check(String from, String to) {
    return changed(CHECK, from, to);
  }

  private static String changed(String text, String from, String to) {
    assertThat(text).contains(from);
    return text.replace(from, to);
  }
}
