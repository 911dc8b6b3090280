package org.holdfast.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was typed is left nowhere, whatever comes of it. */
class SecretsTest {

  private static final Secrets.Source SOURCE = new Secrets.Source("Secret", "--secret-fd", null);

  private final Deque<String> typed = new ArrayDeque<>();
  private final List<SecretChars> given = new ArrayList<>();
  private final Secrets secrets = new Secrets(Map.of(), new Typed(), Set.of());

  /** Gives what was typed; the input ends when nothing is left, and fails at {@code broken}. */
  private final class Typed implements Terminal {

    @Override
    public boolean isInteractive() {
      return true;
    }

    @Override
    public @Nullable SecretChars askSecret(String prompt) {
      String next = typed.poll();
      if (next == null) {
        return null;
      }
      if (next.equals("broken")) {
        throw new IllegalStateException("the terminal is gone");
      }
      SecretChars secret = SecretChars.copyOf(next.toCharArray());
      given.add(secret);
      return secret;
    }

    @Override
    public @Nullable String ask(String prompt) {
      return null;
    }
  }

  @Test
  void getNew_typedTwiceAlike_isTheCallersAlone() {
    typed.addAll(List.of("abc", "abc"));

    try (SecretChars secret = secrets.getNew(SOURCE, null)) {
      assertThat(secret.toCharArray(SecretAccess.granted())).containsExactly('a', 'b', 'c');
    }
    assertThat(given).hasSize(2).allMatch(SecretChars::isDestroyed);
  }

  @Test
  void getNew_typedInTwoWays_leavesNeither() {
    typed.addAll(List.of("abc", "abd"));

    assertThatThrownBy(() -> secrets.getNew(SOURCE, null)).isInstanceOf(CommandFailure.class);
    assertThat(given).hasSize(2).allMatch(SecretChars::isDestroyed);
  }

  @Test
  void getNew_inputThatEndsBeforeTheSecondEntry_leavesNotTheFirst() {
    typed.add("abc");

    assertThatThrownBy(() -> secrets.getNew(SOURCE, null)).isInstanceOf(CommandFailure.class);
    assertThat(given).hasSize(1).allMatch(SecretChars::isDestroyed);
  }

  @Test
  void getNew_secondPromptThatFails_leavesNotTheFirst() {
    typed.addAll(List.of("abc", "broken"));

    assertThatThrownBy(() -> secrets.getNew(SOURCE, null))
        .isInstanceOf(IllegalStateException.class);
    assertThat(given).hasSize(1).allMatch(SecretChars::isDestroyed);
  }

  @Test
  void get_emptyEntry_isMissing_andClosed() {
    typed.add("");

    assertThatThrownBy(() -> secrets.get(SOURCE, null)).isInstanceOf(CommandFailure.class);
    assertThat(given).hasSize(1).allMatch(SecretChars::isDestroyed);
  }
}
