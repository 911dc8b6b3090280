package org.holdfast.web.object;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is typed for a security object's attributes, in the words of the person who types it. */
public abstract class AttributeInputs {

  private @Nullable String description;
  private List<String> usage = List.of();
  private @Nullable String activation;
  private @Nullable String deactivation;
  private @Nullable String processStart;
  private @Nullable String protectStop;
  private @Nullable String zone;
  private @Nullable String rotationDays;
  private @Nullable String custom;

  public @Nullable String getDescription() {
    return description;
  }

  public void setDescription(@Nullable String description) {
    this.description = description;
  }

  /** Names of {@code Usage}. */
  public List<String> getUsage() {
    return usage;
  }

  public void setUsage(List<String> usage) {
    this.usage = usage;
  }

  /** Local time in {@link #getZone}. */
  public @Nullable String getActivation() {
    return activation;
  }

  public void setActivation(@Nullable String activation) {
    this.activation = activation;
  }

  /** Local time in {@link #getZone}. */
  public @Nullable String getDeactivation() {
    return deactivation;
  }

  public void setDeactivation(@Nullable String deactivation) {
    this.deactivation = deactivation;
  }

  /** Local time in {@link #getZone}. */
  public @Nullable String getProcessStart() {
    return processStart;
  }

  public void setProcessStart(@Nullable String processStart) {
    this.processStart = processStart;
  }

  /** Local time in {@link #getZone}. */
  public @Nullable String getProtectStop() {
    return protectStop;
  }

  public void setProtectStop(@Nullable String protectStop) {
    this.protectStop = protectStop;
  }

  /** The browser's time zone. */
  public @Nullable String getZone() {
    return zone;
  }

  public void setZone(@Nullable String zone) {
    this.zone = zone;
  }

  public @Nullable String getRotationDays() {
    return rotationDays;
  }

  public void setRotationDays(@Nullable String rotationDays) {
    this.rotationDays = rotationDays;
  }

  /** One in a line, {@code name=value}. */
  public @Nullable String getCustom() {
    return custom;
  }

  public void setCustom(@Nullable String custom) {
    this.custom = custom;
  }
}
