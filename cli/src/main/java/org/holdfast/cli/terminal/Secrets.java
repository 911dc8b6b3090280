package org.holdfast.cli.terminal;

import java.util.Map;
import java.util.Set;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * Where a command gets its secrets from: a file descriptor, a variable, a prompt without echo, in
 * this order. Never from an argument, which every user of the machine can read. A variable's value
 * is a {@code String} of the virtual machine's for as long as that runs; the other two never are
 * one.
 */
public final class Secrets {

  private final Map<String, String> environment;
  private final Terminal terminal;
  private final Set<Integer> descriptors;

  /**
   * Secrets from there.
   *
   * @param descriptors that were handed over
   */
  public Secrets(Map<String, String> environment, Terminal terminal, Set<Integer> descriptors) {
    this.environment = environment;
    this.terminal = terminal;
    this.descriptors = descriptors;
  }

  /**
   * A secret's source.
   *
   * @param prompt names the secret
   * @param option takes the number of a file descriptor
   * @param variable may hold the secret; null if none does
   */
  public record Source(String prompt, String option, @Nullable String variable) {}

  /**
   * The secret.
   *
   * @param descriptor that the option named; null if it was not given
   * @return for the caller to close; not empty
   * @throws CommandFailure if it is nowhere
   */
  public SecretChars get(Source source, @Nullable Integer descriptor) {
    SecretChars handed = handedOver(source, descriptor);
    return handed == null ? typed(source, source.prompt()) : handed;
  }

  /**
   * A secret that is to hold from now on: who types it, types it twice.
   *
   * @param descriptor that the option named; null if it was not given
   * @return for the caller to close; not empty
   * @throws CommandFailure if it is nowhere, or was typed in two ways
   */
  public SecretChars getNew(Source source, @Nullable Integer descriptor) {
    SecretChars handed = handedOver(source, descriptor);
    if (handed != null) {
      return handed;
    }
    try (SecretChars typed = typed(source, source.prompt());
        SecretChars again = typed(source, source.prompt() + ", again")) {
      if (!typed.contentEquals(again)) {
        throw CommandFailure.usage(
            source.prompt() + " was typed in two ways; nothing was done. Try again.");
      }
      return typed.copy();
    }
  }

  private @Nullable SecretChars handedOver(Source source, @Nullable Integer descriptor) {
    if (descriptor != null) {
      return Descriptor.firstLine(descriptor, source.option(), descriptors);
    }
    String variable = source.variable();
    String set = variable == null ? null : environment.get(variable);
    if (set != null && !set.isEmpty()) {
      return SecretChars.takeFrom(set.toCharArray());
    }
    return null;
  }

  private SecretChars typed(Source source, String prompt) {
    String variable = source.variable();
    SecretChars typed = terminal.askSecret(prompt);
    if (typed == null || typed.isEmpty()) {
      if (typed != null) {
        typed.close();
      }
      throw CommandFailure.usage(
          "%s is missing: %shand it over with %s N, or run this in a terminal."
              .formatted(
                  source.prompt(),
                  variable == null ? "" : "set " + variable + ", ",
                  source.option()));
    }
    return typed;
  }
}
