package org.holdfast.web.endpoint;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.holdfast.domain.access.EndpointGroup;
import org.holdfast.ejb.access.ManageGroups;
import org.holdfast.web.form.LazyRows;
import org.jspecify.annotations.Nullable;

/** Endpoints, Groups: the list. */
@Named("groups")
@ViewScoped
public class GroupsPage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ManageGroups manageGroups;

  private @Nullable String name;
  private final transient LazyRows<EndpointGroup> rows =
      new LazyRows<>(page -> manageGroups.list(name, page));

  public LazyRows<EndpointGroup> getRows() {
    return rows;
  }

  public boolean isFiltered() {
    return name != null;
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }
}
