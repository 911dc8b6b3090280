package org.holdfast.web.backup.console;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.backup.DestinationDraft;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.backup.ManageDestinations;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/**
 * The dialogs Create and Edit destination (S72, S73). Saving takes two steps with a server: what is
 * typed stays in the browser while somebody compares the key that the server shows.
 */
@Named("destinationForm")
@RequestScoped
public class DestinationForm {

  static final String FORM = "destination";

  @Inject private ManageDestinations manageDestinations;
  @Inject private DestinationsPage page;

  private @Nullable String name;
  private final LocationFields at = new LocationFields();
  private @Nullable SecretChars password;
  private @Nullable SecretChars passwordAgain;
  private @Nullable String shown;
  private @Nullable HostKey asked;
  private @Nullable String former;

  /** Opens the dialog for a new one. */
  public void create() {
    page.choose(null);
  }

  /** Opens the dialog with what there is. */
  public void edit(UUID id) {
    page.choose(id);
    try {
      Destination destination = page.current();
      name = destination.name();
      at.fill(destination.location());
    } catch (RuntimeException e) {
      new FormProblems(FORM).add(e);
    }
  }

  /** Save: first asks for the server's key, unless it is known; then validates and saves. */
  public void save() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("name", name);
    at.check(problems);
    try {
      if (problems.none() && name != null) {
        save(name, at.location(), problems);
      }
    } catch (RuntimeException e) {
      problems.add(e);
    }
    PrimeFaces.current()
        .ajax()
        .update(
            asked == null
                ? new String[] {FORM}
                : new String[] {
                  FORM + ":head", FORM + ":fields", FORM + ":hostKey", FORM + ":submit"
                });
  }

  private void save(String given, Location location, FormProblems problems) {
    HostKey key = manageDestinations.probe(location);
    String fingerprint = key == null ? null : key.fingerprint();
    if (key != null && !key.fingerprint().equals(shown) && !isPinned(location, key)) {
      asked = key;
      shown = fingerprint;
      return;
    }
    checkPasswords(problems);
    if (problems.none()) {
      DestinationDraft draft = new DestinationDraft(given, location, fingerprint);
      UUID id = page.chosen();
      if (id == null) {
        manageDestinations.create(draft, at.isWithPassword() ? password : null);
      } else {
        manageDestinations.change(id, draft, typedPassword());
      }
      PrimeFaces.current().ajax().addCallbackParam("done", true);
      FormProblems.done(
          "Saved", given + " is validated: a file was written, read and deleted there.");
    }
  }

  /** Whether the key is the one that was confirmed before, for the same server. */
  private boolean isPinned(Location location, HostKey key) {
    UUID id = page.chosen();
    Location.Remote now = location.remote();
    Location.Remote before = id == null ? null : manageDestinations.find(id).location().remote();
    if (now == null
        || before == null
        || before.hostKey() == null
        || !before.host().equals(now.host())
        || before.port() != now.port()) {
      return false;
    }
    former = before.hostKey().fingerprint();
    return key.equals(before.hostKey());
  }

  private void checkPasswords(FormProblems problems) {
    if (at.isWithPassword()) {
      if (page.chosen() == null) {
        problems.require("password", password);
      }
      problems.same("passwordAgain", password, passwordAgain);
      if (typedPassword() == null && passwordAgain != null && !passwordAgain.isEmpty()) {
        problems.add("password", ErrorCode.ENTRIES_DIFFER, null);
      }
    }
  }

  /** Null if none was typed: the former one stays. */
  private @Nullable SecretChars typedPassword() {
    return !at.isWithPassword() || password == null || password.isEmpty() ? null : password;
  }

  /** Whether a destination is changed, and not made. */
  public boolean isEdit() {
    return page.chosen() != null;
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public LocationFields getAt() {
    return at;
  }

  public @Nullable SecretChars getPassword() {
    return password;
  }

  public void setPassword(@Nullable SecretChars password) {
    this.password = password;
  }

  public @Nullable SecretChars getPasswordAgain() {
    return passwordAgain;
  }

  public void setPasswordAgain(@Nullable SecretChars passwordAgain) {
    this.passwordAgain = passwordAgain;
  }

  /** Fingerprint that was on the page when the form was sent. */
  public @Nullable String getShown() {
    return shown;
  }

  public void setShown(@Nullable String shown) {
    this.shown = shown;
  }

  /** The key to be compared now; null if none is. */
  public @Nullable HostKey getAsked() {
    return asked;
  }

  /** Where servers keep the key that is asked about. */
  public String getHostKeyFile() {
    String algorithm = asked == null ? "" : asked.algorithm();
    String kind =
        algorithm.contains("ed25519") ? "ed25519" : algorithm.contains("ecdsa") ? "ecdsa" : "rsa";
    return "/etc/ssh/ssh_host_" + kind + "_key.pub";
  }

  /** Fingerprint that the same server had before; null if it is the same, or a new server. */
  public @Nullable String getFormer() {
    return former;
  }

  @PreDestroy
  void close() {
    if (password != null) {
      password.close();
    }
    if (passwordAgain != null) {
      passwordAgain.close();
    }
  }
}
