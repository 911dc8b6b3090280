package org.holdfast.domain.rootoftrust;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.hsm.VendorHook;

/**
 * Runs the hooks of a vendor pack around an operation (B12, S19). What they write goes to the
 * operation's trace, line by line.
 */
public final class HookRunner {

  private static final int MOST_LINES = 200;
  private static final int MOST_CHARACTERS = 500;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private HookRunner() {}

  /**
   * Runs hooks in their order; one that is off is passed over, and the trace says so.
   *
   * @throws VaultException {@link ErrorCode#VENDOR_HOOK_FAILED} or {@link
   *     ErrorCode#VENDOR_HOOK_HUNG} for the first that does not end well; those after it are not
   *     run
   */
  public static void run(List<VendorHook> hooks, OperationTrace trace) {
    for (VendorHook hook : hooks) {
      if (hook.isOn()) {
        run(hook, trace);
      } else {
        trace.step(
            hook.run() == VendorHook.Run.NEVER
                ? "hook '%s' is switched off".formatted(hook.name())
                : "hook '%s' is passed over: %s is not there"
                    .formatted(hook.name(), hook.program()));
      }
    }
  }

  private static void run(VendorHook hook, OperationTrace trace) {
    trace.step("hook '%s': %s".formatted(hook.name(), String.join(" ", hook.command())));
    HookProcess.Result result;
    try {
      result = HookProcess.run(hook.command(), hook.timeout());
    } catch (IOException e) {
      throw failed(hook, "cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(hook, "was interrupted");
    }
    write(result.output(), trace);
    if (!result.ended()) {
      throw new VaultException(
          ErrorCode.VENDOR_HOOK_HUNG,
          "%s, after %d seconds".formatted(describe(hook), hook.timeout().toSeconds()));
    }
    if (result.exitCode() != 0) {
      throw failed(hook, "exit code " + result.exitCode());
    }
    trace.step("hook '%s' is done".formatted(hook.name()));
  }

  private static void write(List<String> output, OperationTrace trace) {
    output.stream().limit(MOST_LINES).forEach(line -> trace.step("  | " + printable(line)));
    if (output.size() > MOST_LINES) {
      trace.step("  | and %d lines more".formatted(output.size() - MOST_LINES));
    }
  }

  private static String printable(String line) {
    String whole = CONTROL.matcher(line).replaceAll(" ");
    return whole.length() > MOST_CHARACTERS ? whole.substring(0, MOST_CHARACTERS) + "…" : whole;
  }

  private static VaultException failed(VendorHook hook, String how) {
    return new VaultException(
        ErrorCode.VENDOR_HOOK_FAILED, "%s, %s".formatted(describe(hook), how));
  }

  private static String describe(VendorHook hook) {
    return "'%s' (%s)".formatted(hook.name(), String.join(" ", hook.command()));
  }
}
