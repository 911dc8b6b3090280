package org.holdfast.web.object;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectQuery;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.ejb.error.Failures;
import org.holdfast.ejb.object.ListObjects;
import org.jspecify.annotations.Nullable;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** Keys: the list of security objects, read page by page. */
@Named("objects")
@ViewScoped
public class ObjectsPage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ListObjects listObjects;

  private @Nullable String name;
  private @Nullable ObjectType type;
  private @Nullable ObjectState state;
  private boolean withDestroyed;
  private transient @Nullable VaultException failure;
  private final transient LazyDataModel<SecurityObject> rows = new Rows();

  /** Pages of the list; shared by the table and its paginator. */
  private final class Rows extends LazyDataModel<SecurityObject> {

    private static final long serialVersionUID = 1L;

    @Override
    public int count(Map<String, FilterMeta> filters) {
      return (int) Math.min(query(0, 1).total(), Integer.MAX_VALUE);
    }

    @Override
    public List<SecurityObject> load(
        int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> filters) {
      return new ArrayList<>(query(first, size).rows());
    }
  }

  private Page<SecurityObject> query(int first, int size) {
    try {
      failure = null;
      return listObjects.list(
          ObjectQuery.where()
              .nameContains(name)
              .type(type)
              .includeDestroyed(withDestroyed)
              .inState(state)
              .build(),
          new PageRequest(first, size));
    } catch (RuntimeException e) {
      failure = Failures.toVaultException(e);
      return new Page<>(List.of(), 0);
    }
  }

  /** Back to the whole list. */
  public void clear() {
    name = null;
    type = null;
    state = null;
    withDestroyed = false;
  }

  public LazyDataModel<SecurityObject> getRows() {
    return rows;
  }

  /** Why the list is empty although it may not be. */
  public @Nullable VaultException getFailure() {
    return failure;
  }

  public boolean isFiltered() {
    return name != null || type != null || state != null;
  }

  /** The types that can be stored today. */
  public List<ObjectType> getTypes() {
    return List.of(ObjectType.SYMMETRIC_KEY, ObjectType.SECRET_DATA);
  }

  public List<ObjectState> getStates() {
    return List.copyOf(EnumSet.allOf(ObjectState.class));
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable ObjectType getType() {
    return type;
  }

  public void setType(@Nullable ObjectType type) {
    this.type = type;
  }

  public @Nullable ObjectState getState() {
    return state;
  }

  public void setState(@Nullable ObjectState state) {
    this.state = state;
  }

  public boolean isWithDestroyed() {
    return withDestroyed;
  }

  public void setWithDestroyed(boolean withDestroyed) {
    this.withDestroyed = withDestroyed;
  }
}
