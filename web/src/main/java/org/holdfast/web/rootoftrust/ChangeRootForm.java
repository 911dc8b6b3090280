package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.ejb.rootoftrust.ManageRoots;
import org.holdfast.ejb.rootoftrust.RootView;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Edit Root of Trust: name and priority. */
@Named("changeRoot")
@RequestScoped
public class ChangeRootForm {

  static final String FORM = "changeRoot";

  @Inject private ManageRoots manageRoots;
  @Inject private HsmPage page;

  private @Nullable String root;
  private @Nullable String name;
  private int priority = 1;

  /** Opens the dialog for one of them. */
  public void open(RootView chosen) {
    root = chosen.name();
    name = chosen.name();
    priority = chosen.priority();
  }

  public void save() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("name", name);
    if (problems.none() && root != null) {
      try {
        manageRoots.change(root, name, priority);
        page.refresh();
        PrimeFaces.current().ajax().addCallbackParam("done", true);
        FormProblems.done("Saved", "Roots of Trust are tried in this order when the vault opens.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  /** The name that it has until it is saved. */
  public @Nullable String getRoot() {
    return root;
  }

  public void setRoot(@Nullable String root) {
    this.root = root;
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public int getPriority() {
    return priority;
  }

  public void setPriority(int priority) {
    this.priority = priority;
  }
}
