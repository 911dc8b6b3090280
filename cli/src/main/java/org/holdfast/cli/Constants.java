package org.holdfast.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.domain.access.EndpointState;
import org.holdfast.domain.alert.AlertKind;
import org.holdfast.domain.alert.AlertState;
import org.holdfast.domain.alert.Severity;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.material.Usage;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.Revocation;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Constants as values of options: in any case, and with hyphens as people type them. */
final class Constants {

  private static final List<Class<? extends Enum<?>>> ALL =
      List.of(
          ObjectType.class,
          Algorithm.class,
          Usage.class,
          ObjectState.class,
          Revocation.Reason.class,
          AuditOperation.class,
          AuditOutcome.class,
          AlertKind.class,
          AlertState.class,
          Severity.class,
          EndpointState.class);

  /** Longer lists are for the completion and the manual. */
  private static final int FEW = 16;

  private Constants() {}

  static void register(CommandLine root) {
    root.setCaseInsensitiveEnumValuesAllowed(true);
    ALL.forEach(type -> register(root, type));
  }

  private static <E extends Enum<?>> void register(CommandLine root, Class<E> type) {
    root.registerConverter(type, text -> read(type, text));
  }

  private static <E extends Enum<?>> E read(Class<E> type, String text) {
    String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Stream.of(type.getEnumConstants())
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(type, text));
  }

  private static TypeConversionException unknown(Class<? extends Enum<?>> type, String text) {
    String names =
        Stream.of(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    return new TypeConversionException(
        "'%s' is none of %s"
            .formatted(
                text,
                type.getEnumConstants().length <= FEW ? names : "those that the manual lists"));
  }
}
