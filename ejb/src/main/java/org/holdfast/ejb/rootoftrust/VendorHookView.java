package org.holdfast.ejb.rootoftrust;

import java.util.List;
import org.holdfast.domain.hsm.VendorHook;

/**
 * A command that is run before or after operations.
 *
 * @param name what it is for
 * @param command program and arguments
 * @param moment {@code BEFORE} or {@code AFTER}
 * @param operations {@code MAKE_KEY}, {@code SET_CREDENTIAL}, {@code RESTORE}
 * @param timeoutSeconds after how long it is killed
 * @param run {@code ALWAYS}, {@code IF_PRESENT} or {@code NEVER}
 * @param on whether it would be run now
 */
public record VendorHookView(
    String name,
    List<String> command,
    String moment,
    List<String> operations,
    long timeoutSeconds,
    String run,
    boolean on) {

  public VendorHookView {
    command = List.copyOf(command);
    operations = List.copyOf(operations);
  }

  static VendorHookView of(VendorHook hook) {
    return new VendorHookView(
        hook.name(),
        hook.command(),
        hook.moment().name(),
        hook.operations().stream().map(Enum::name).sorted().toList(),
        hook.timeout().toSeconds(),
        hook.run().name(),
        hook.isOn());
  }
}
