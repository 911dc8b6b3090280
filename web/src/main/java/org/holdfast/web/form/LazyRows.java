package org.holdfast.web.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** The rows of a table, read page by page. One that cannot be read is empty, and says why. */
public final class LazyRows<T> extends LazyDataModel<T> {

  private static final long serialVersionUID = 1L;

  /** Reads a page of the list. */
  @FunctionalInterface
  public interface Source<T> {
    Page<T> page(PageRequest request);
  }

  // Views live in memory alone; nothing of this is ever written out.
  private final transient Source<T> source;
  private transient @Nullable VaultException failure;

  public LazyRows(Source<T> source) {
    this.source = source;
  }

  @Override
  public int count(Map<String, FilterMeta> filters) {
    return (int) Math.min(read(0, 1).total(), Integer.MAX_VALUE);
  }

  @Override
  public List<T> load(
      int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> filters) {
    return new ArrayList<>(read(first, Math.min(size, PageRequest.MAX_LIMIT)).rows());
  }

  /** Why the list is empty although it may not be. */
  public @Nullable VaultException getFailure() {
    return failure;
  }

  private Page<T> read(int first, int size) {
    try {
      failure = null;
      return source.page(new PageRequest(first, size));
    } catch (RuntimeException e) {
      failure = FormProblems.failure(e);
      return new Page<>(List.of(), 0);
    }
  }
}
