package org.holdfast.web.wallet;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.access.AccessLevel;
import org.holdfast.domain.access.Grant;
import org.holdfast.domain.access.Grantee;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Grant access: somebody found by name, and how far the access goes. */
@Named("grant")
@RequestScoped
public class GrantForm {

  static final String FORM = "grant";

  @Inject private ManageWallets manageWallets;
  @Inject private WalletPage page;

  private @Nullable String search;
  private @Nullable String grantee;
  private AccessLevel level = AccessLevel.READ_ONLY;
  private boolean searched;
  private @Nullable List<Map.Entry<Grantee, String>> found;

  /** Read past Faces, which would check it against what was found before the search is known. */
  @PostConstruct
  void load() {
    grantee =
        FacesContext.getCurrentInstance()
            .getExternalContext()
            .getRequestParameterMap()
            .get(FORM + ":grantee");
  }

  /** Opens the dialog for another level of a grant that there is. */
  public void change(Grant grant) {
    grantee = text(grant.grantee());
    search = grant.granteeName();
    level = grant.level();
    searched = true;
    found = null;
  }

  /** Looks for who has that in the name. */
  public void search() {
    searched = true;
    found = null;
    if (getFound().size() == 1) {
      grantee = text(getFound().get(0).getKey());
    }
  }

  public void grant() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("grantee", grantee);
    if (problems.none() && grantee != null) {
      try {
        manageWallets.grant(page.walletId(), parse(grantee), level);
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done("Granted", level.displayName() + ". It counts from the next call on.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  /** Who was found; 50 at most. */
  public List<Map.Entry<Grantee, String>> getFound() {
    List<Map.Entry<Grantee, String>> known = found;
    if (known == null) {
      known = searched ? find() : List.of();
      found = known;
    }
    return known;
  }

  /** A grantee as a field's value. */
  public String text(Grantee chosen) {
    return chosen.kind() + " " + chosen.id();
  }

  public List<AccessLevel> getLevels() {
    return List.of(AccessLevel.values());
  }

  private List<Map.Entry<Grantee, String>> find() {
    try {
      return List.copyOf(manageWallets.grantees(search == null ? "" : search.strip()).entrySet());
    } catch (RuntimeException e) {
      new FormProblems(FORM).add(e);
      return List.of();
    }
  }

  private static Grantee parse(String text) {
    String[] words = text.split(" ", 2);
    try {
      return new Grantee(Grantee.Kind.valueOf(words[0]), UUID.fromString(words[words.length - 1]));
    } catch (IllegalArgumentException e) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "nobody known", e).atField("grantee");
    }
  }

  public @Nullable String getSearch() {
    return search;
  }

  public void setSearch(@Nullable String search) {
    this.search = search;
    // The list was asked for before this was known.
    found = null;
  }

  public @Nullable String getGrantee() {
    return grantee;
  }

  public AccessLevel getLevel() {
    return level;
  }

  public void setLevel(AccessLevel level) {
    this.level = level;
  }

  public boolean isSearched() {
    return searched;
  }

  public void setSearched(boolean searched) {
    this.searched = searched;
    found = null;
  }
}
