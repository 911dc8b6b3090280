package org.holdfast.web.object;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Usage;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.ejb.object.ChangeObject;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.LocalTimes;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Edit: name and attributes, against the revision that was on the page. */
@Named("attributes")
@RequestScoped
public class AttributesForm extends AttributeInputs {

  static final String FORM = "attributes";

  @Inject private ChangeObject changeObject;
  @Inject private ObjectPage page;

  private @Nullable String revision;
  private @Nullable String name;
  private @Nullable ObjectAttributes shown;

  /** Opens the dialog with what there is. */
  public void open() {
    try {
      SecurityObject object = page.current();
      ObjectAttributes attributes = object.attributes();
      shown = attributes;
      revision = object.revision().toString();
      name = object.name();
      setDescription(attributes.get(ObjectAttributes.DESCRIPTION));
      setUsage(object.usage().stream().map(Usage::name).toList());
      setRotationDays(attributes.get(ObjectAttributes.ROTATION_DAYS));
      setCustom(
          attributes.custom().entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining("\n")));
    } catch (RuntimeException e) {
      new FormProblems(FORM).add(e);
    }
  }

  public void save() {
    FormProblems problems = new FormProblems(FORM, ObjectFields::idOf);
    problems.require("name", name);
    if (problems.none() && name != null) {
      try {
        SecurityObject object = page.current();
        SecurityObject changed =
            changeObject.change(
                object.id(),
                name.strip().equals(object.name()) ? null : name,
                changes(object),
                UUID.fromString(Objects.requireNonNullElse(revision, "")));
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done("Saved", changed.name() + " is changed.");
      } catch (IllegalArgumentException e) {
        problems.add(null, ErrorCode.REVISION_STALE, null);
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  /** Only what differs: a date that has had its effect may be shown, but not sent again. */
  private Map<String, @Nullable String> changes(SecurityObject object) {
    ObjectAttributes before = object.attributes();
    Map<String, @Nullable String> changes = new TreeMap<>();
    put(changes, before, ObjectAttributes.DESCRIPTION, getDescription());
    if (!getUsage().stream()
        .map(AttributesForm::usage)
        .collect(Collectors.toSet())
        .equals(object.usage())) {
      changes.put(ObjectAttributes.USAGE, String.join(",", getUsage()));
    }
    put(
        changes,
        before,
        ObjectAttributes.ACTIVATION,
        time(getActivation(), before.activation(), ObjectAttributes.ACTIVATION));
    put(
        changes,
        before,
        ObjectAttributes.DEACTIVATION,
        time(getDeactivation(), before.deactivation(), ObjectAttributes.DEACTIVATION));
    put(
        changes,
        before,
        ObjectAttributes.PROCESS_START,
        time(getProcessStart(), before.processStart(), ObjectAttributes.PROCESS_START));
    put(
        changes,
        before,
        ObjectAttributes.PROTECT_STOP,
        time(getProtectStop(), before.protectStop(), ObjectAttributes.PROTECT_STOP));
    put(changes, before, ObjectAttributes.ROTATION_DAYS, getRotationDays());
    SortedMap<String, String> wanted = ObjectFields.custom(getCustom());
    before.custom().keySet().stream()
        .filter(key -> !wanted.containsKey(key))
        .forEach(key -> changes.put(ObjectAttributes.CUSTOM + key, null));
    wanted.forEach((key, value) -> put(changes, before, ObjectAttributes.CUSTOM + key, value));
    return changes;
  }

  private @Nullable String time(@Nullable String typed, @Nullable Instant before, String field) {
    Instant time = LocalTimes.parse(typed, getZone(), field, before);
    return time == null ? null : time.toString();
  }

  private static void put(
      Map<String, @Nullable String> changes,
      ObjectAttributes before,
      String name,
      @Nullable String typed) {
    String value = typed == null || typed.isBlank() ? null : typed.strip();
    if (!Objects.equals(value, before.get(name))) {
      changes.put(name, value);
    }
  }

  private static Usage usage(String name) {
    return Arrays.stream(Usage.values())
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new VaultException(ErrorCode.INPUT_INVALID, "not a usage").atField("usage"));
  }

  /** What such an object may be used for at most. */
  public List<Usage> getUsages() {
    SecurityObject object = page.getObject();
    return object == null
        ? List.of()
        : List.copyOf(Usage.allowed(object.type(), object.algorithm()));
  }

  public @Nullable String getRevision() {
    return revision;
  }

  public void setRevision(@Nullable String revision) {
    this.revision = revision;
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable ObjectAttributes getShown() {
    return shown;
  }
}
