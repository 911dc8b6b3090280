package org.holdfast.web.object;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectState;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.ejb.object.ListObjects;
import org.holdfast.web.form.LazyRows;

/** Keys and Wallets, Security objects: the list, read page by page. */
@Named("objects")
@ViewScoped
public class ObjectsPage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ListObjects listObjects;

  private final ObjectFilter filter = new ObjectFilter();
  private final transient LazyRows<SecurityObject> rows =
      new LazyRows<>(page -> listObjects.list(filter.query(), page));

  public LazyRows<SecurityObject> getRows() {
    return rows;
  }

  /** How far the list is counted and exported. */
  public int getMaxCount() {
    return SecurityObjectRepository.MAX_COUNT;
  }

  /** The state that counts today, whatever the dates have made of it since it was recorded. */
  public ObjectState stateOf(SecurityObject object) {
    return object.stateAt(Clock.systemUTC().instant());
  }

  public List<ObjectType> getTypes() {
    return List.of(ObjectType.values());
  }

  public List<Algorithm> getAlgorithms() {
    return List.of(Algorithm.values());
  }

  public List<ObjectState> getStates() {
    return List.of(ObjectState.values());
  }

  public ObjectFilter getFilter() {
    return filter;
  }
}
