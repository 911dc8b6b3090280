package org.holdfast.web.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.audit.PurgeAudit;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.LocalTimes;
import org.holdfast.web.form.TypedConfirmation;
import org.jspecify.annotations.Nullable;

/** The dialog Purge: confirmed by typing the word. */
@Named("purgeForm")
@RequestScoped
public class PurgeForm extends TypedConfirmation {

  @Inject private PurgeAudit purgeAudit;

  private @Nullable String before;
  private @Nullable String zone;

  public PurgeForm() {
    super("purge", "the word purge");
  }

  @Override
  protected String name() {
    return AuditResource.PURGE;
  }

  @Override
  protected void perform() {
    Instant time = LocalTimes.parse(before, zone, "before");
    if (time == null) {
      throw new VaultException(ErrorCode.INPUT_MISSING).atField("before");
    }
    PurgeAudit.Purged purged = purgeAudit.purge(time);
    FormProblems.done(
        "Purged",
        "%d records are gone; a tombstone stands for them.%s"
            .formatted(purged.rows(), purged.more() ? " There are more: purge again." : ""));
  }

  /** How many days records are kept at least. */
  public long getKeepDays() {
    return purgeAudit.keep().toDays();
  }

  public @Nullable String getBefore() {
    return before;
  }

  public void setBefore(@Nullable String before) {
    this.before = before;
  }

  public @Nullable String getZone() {
    return zone;
  }

  public void setZone(@Nullable String zone) {
    this.zone = zone;
  }
}
