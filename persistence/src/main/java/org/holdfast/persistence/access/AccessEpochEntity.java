package org.holdfast.persistence.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** Which state of the access tables there is; moved by triggers. */
@Entity
@Immutable
@Table(schema = "node", name = "access_epoch")
class AccessEpochEntity {

  @Id boolean one;

  @Column(name = "value", nullable = false)
  long epoch;
}
