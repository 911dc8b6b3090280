package org.holdfast.web.object;

import jakarta.faces.context.FacesContext;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.material.Usage;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.web.form.LocalTimes;
import org.jspecify.annotations.Nullable;

/** The fields of a new security object that are the same however it comes into the vault. */
public final class ObjectFields extends AttributeInputs {

  private boolean extractable = true;

  private final String form;

  /**
   * @param form id of the form that they are in
   */
  ObjectFields(String form) {
    this.form = form;
  }

  /**
   * As the vault takes them.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the field
   */
  Map<String, String> attributes(ObjectType type) {
    Map<String, String> given = new TreeMap<>();
    put(given, ObjectAttributes.DESCRIPTION, getDescription());
    if (!getUsage().isEmpty()) {
      given.put(ObjectAttributes.USAGE, String.join(",", getUsage()));
    }
    put(given, ObjectAttributes.ACTIVATION, getActivation());
    put(given, ObjectAttributes.DEACTIVATION, getDeactivation());
    put(given, ObjectAttributes.PROCESS_START, getProcessStart());
    put(given, ObjectAttributes.PROTECT_STOP, getProtectStop());
    for (String date :
        List.of(
            ObjectAttributes.ACTIVATION,
            ObjectAttributes.DEACTIVATION,
            ObjectAttributes.PROCESS_START,
            ObjectAttributes.PROTECT_STOP)) {
      Instant time = LocalTimes.parse(given.get(date), getZone(), date);
      if (time != null) {
        given.put(date, time.toString());
      }
    }
    if (type == ObjectType.SYMMETRIC_KEY) {
      put(given, ObjectAttributes.ROTATION_DAYS, getRotationDays());
    }
    custom(getCustom()).forEach((name, value) -> given.put(ObjectAttributes.CUSTOM + name, value));
    return given;
  }

  /** The virtual wallets that were ticked. */
  Set<WalletId> walletIds() {
    return ticked().stream().map(WalletId::parse).collect(Collectors.toSet());
  }

  /** Whether that virtual wallet was ticked. */
  public boolean isIn(WalletId wallet) {
    return ticked().contains(wallet.toString());
  }

  /**
   * Read past Faces, whose check against the list would fail for a wallet that is gone by now, and
   * keep the form's secrets in the view's state.
   */
  private Set<String> ticked() {
    String[] values =
        FacesContext.getCurrentInstance()
            .getExternalContext()
            .getRequestParameterValuesMap()
            .get(form + ":wallets");
    return values == null ? Set.of() : Set.copyOf(List.of(values));
  }

  /** All that there are. */
  public List<Usage> getUsages() {
    return List.of(Usage.values());
  }

  /** The id of the field that is called {@code name} in the REST document. */
  static String idOf(String name) {
    return switch (name) {
      case ObjectAttributes.ACTIVATION -> "activation";
      case ObjectAttributes.DEACTIVATION -> "deactivation";
      case ObjectAttributes.PROCESS_START -> "processStart";
      case ObjectAttributes.PROTECT_STOP -> "protectStop";
      case ObjectAttributes.ROTATION_DAYS -> "rotationDays";
      case "attributes" -> "custom";
      default -> name.startsWith(ObjectAttributes.CUSTOM) ? "custom" : name;
    };
  }

  /**
   * Custom attributes, one in a line.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code custom}
   */
  static SortedMap<String, String> custom(@Nullable String text) {
    if (text == null) {
      return Collections.emptySortedMap();
    }
    SortedMap<String, String> attributes = new TreeMap<>();
    for (String line : text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw invalid("each line is name=value");
      }
      String name = line.substring(0, equals).strip();
      if (attributes.put(name, line.substring(equals + 1).strip()) != null) {
        throw invalid(name + " stands there twice");
      }
    }
    return attributes;
  }

  private static VaultException invalid(String detail) {
    return new VaultException(ErrorCode.INPUT_INVALID, detail).atField("custom");
  }

  private static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      given.put(name, value.strip());
    }
  }

  public boolean isExtractable() {
    return extractable;
  }

  public void setExtractable(boolean extractable) {
    this.extractable = extractable;
  }
}
