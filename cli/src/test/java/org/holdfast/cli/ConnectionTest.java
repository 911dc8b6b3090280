package org.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.holdfast.cli.failure.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How every command finds its vault, and what it says when that does not go well. */
class ConnectionTest extends CommandTest {

  private static final String KEY = "GET backups/public-key";
  private static final String ANSWER = "{\"publicKey\":\"ssh-ed25519 AAAA holdfast@node\"}";

  @Test
  void passwordFromTheEnvironment_isSentAsBasicInUtf8() {
    peer().on(KEY, 200, ANSWER);

    Outcome outcome = ask("destination", "public-key");

    assertThat(outcome).isEqualTo(new Outcome(0, "ssh-ed25519 AAAA holdfast@node\n", ""));
    assertThat(peer().asked().get(0).authorization())
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString(("sam:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void json_isPrintedAsItCame() {
    peer().on(KEY, 200, ANSWER);

    assertThat(ask("destination", "public-key", "--json").out()).isEqualTo(ANSWER + "\n");
  }

  @Test
  void noPassword_isAskedFor() {
    environment.remove("HOLDFAST_PASSWORD");
    typed.add("typed");
    peer().on(KEY, 200, ANSWER);

    assertThat(ask("destination", "public-key").exitCode()).isEqualTo(ExitCode.OK);
    assertThat(prompts).containsExactly("Password of sam");
  }

  @Test
  void nobodyToAskForThePassword_isWrongUse() {
    environment.remove("HOLDFAST_PASSWORD");

    Outcome outcome = ask("destination", "public-key");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .isEqualTo(
            "Error: Password of sam is missing: set HOLDFAST_PASSWORD, hand it over with"
                + " --password-fd N, or run this in a terminal.\n");
  }

  @Test
  void noUser_isWrongUse() {
    environment.remove("HOLDFAST_USER");

    assertThat(ask("destination", "public-key").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void passwordAsArgument_isRefused() {
    assertThat(ask("destination", "public-key", "--password", "x").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void wrongPassword_hasItsOwnExitCode() {
    peer()
        .on(
            KEY,
            401,
            "{\"code\":\"HF-4002\",\"title\":\"The user name or password is wrong\",\"cure\":\"Check both.\"}");

    Outcome outcome = ask("destination", "public-key");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.SIGN_IN);
    assertThat(outcome.err())
        .isEqualTo("Error: HF-4002: The user name or password is wrong. Check both.\n");
    assertThat(outcome.out() + outcome.err()).doesNotContain(PASSWORD);
  }

  @Test
  void refusalWithoutProblemDocument_isToldByItsStatus() {
    peer().on(KEY, 401, "").on(KEY, 403, "<html>").on(KEY, 500, "<html>");

    assertThat(ask("destination", "public-key").exitCode()).isEqualTo(ExitCode.SIGN_IN);
    assertThat(ask("destination", "public-key").err()).contains("takes another role");
    assertThat(ask("destination", "public-key"))
        .isEqualTo(new Outcome(ExitCode.REFUSED, "", "Error: HTTP status 500\n"));
  }

  @Test
  void problem_isToldWithCodeTitleDetailAndCure() {
    peer()
        .on(
            KEY,
            409,
            "{\"code\":\"HF-6021\",\"title\":\"Another is under way\",\"detail\":\"since noon\",\"cure\":\"Wait.\"}");

    assertThat(ask("destination", "public-key"))
        .isEqualTo(
            new Outcome(
                ExitCode.REFUSED, "", "Error: HF-6021: Another is under way: since noon. Wait.\n"));
  }

  @Test
  void controlCharacters_neverReachTheTerminal() {
    peer().on(KEY, 200, "{\"publicKey\":\"a\\u001b[31mb\\u202ec\"}");

    assertThat(ask("destination", "public-key").out()).isEqualTo("a?[31mb?c\n");
  }

  @Test
  void noServer_hasItsOwnExitCode() throws IOException {
    String port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = Integer.toString(free.getLocalPort());
    }

    Outcome outcome = run("runs", "--home", home.toString(), "--port", port);

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(outcome.err())
        .isEqualTo(
            "Error: https://127.0.0.1:%s/ can't be reached: nothing answers there. Is Holdfast running (holdfast status)?\n"
                .formatted(port));
  }

  @Test
  void serverOfAnotherAuthority_isNotTrusted(@TempDir Path otherHome) throws Exception {
    Peer.start(otherHome).close();

    Outcome outcome = run("runs", "--home", otherHome.toString(), "--port", peer().port());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(outcome.err()).contains("can't be trusted");
    assertThat(peer().asked()).isEmpty();
  }

  @Test
  void missingAuthority_isWrongUse() {
    Outcome outcome = run("runs", "--home", home.resolve("none").toString());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("none/etc/tls/ca.crt: there is no such file", "--ca");
  }

  @Test
  void plainHttp_isRefused() {
    assertThat(run("runs", "--home", home.toString(), "--url", "http://127.0.0.1/").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  /** As a shell starts it; what is on the descriptor is read there alone. */
  @Test
  void passwordFromADescriptor_isItsFirstLine() throws Exception {
    Path secret = Files.writeString(home.resolve("secret"), "from a file€\r\nmore\n");
    peer().on(KEY, 200, ANSWER);

    assertThat(process("exec \"$@\" 3<\"$SECRET\"", secret, "3", "3,")).isEqualTo(ExitCode.OK);
    assertThat(peer().asked().get(0).authorization())
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("sam:from a file€".getBytes(StandardCharsets.UTF_8)));
  }

  /** The virtual machine has files of its own open under such numbers. */
  @ParameterizedTest
  @ValueSource(strings = {"3", "5"})
  void descriptorThatNobodyHandedOver_isNotRead(String number) throws Exception {
    assertThat(process("exec \"$@\"", home, number, "")).isEqualTo(ExitCode.USAGE);
    assertThat(peer().asked()).isEmpty();
  }

  private int process(String script, Path secret, String number, String handedOver)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "/bin/sh",
                "-c",
                script,
                "sh",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dholdfast.descriptors=" + handedOver,
                "-cp",
                System.getProperty("java.class.path"),
                "org.holdfast.cli.Main",
                "backup",
                "destination",
                "public-key",
                "--user",
                "sam",
                "--password-fd",
                number,
                "--home",
                home.toString(),
                "--port",
                peer().port()));
    builder.environment().put("SECRET", secret.toString());
    builder.redirectErrorStream(true).redirectOutput(home.resolve("output").toFile());
    return builder.start().waitFor();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "open-wallet"})
  void hsmCommandsThatNeedNoVault_sayHowToDoWithoutIt(String command) {
    environment.put("HOLDFAST_URL", "https://127.0.0.1:" + peer().port());
    peer().close();

    Outcome down = runIn("hsm", command);
    assertThat(down.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(down.err()).contains("--offline");

    environment.remove("HOLDFAST_USER");
    Outcome nobody = runIn("hsm", command);
    assertThat(nobody.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(nobody.err()).contains("--user").contains("--offline");
  }
}
