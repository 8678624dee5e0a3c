import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

const DEFAULT_FIRST = 50;

/**
 * A query's price by the vendor's rule: 0.1 for a property, 1 for an object, and a connection multiplies what is
 * inside by `first` (50 without it). Rounded up.
 */
export function complexityOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  }

  function selection(set: SelectionSetNode, type: GraphQLNamedType | null | undefined): number {
    let cost = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) cost += field(node, type);
      else if (node.kind === Kind.INLINE_FRAGMENT) cost += selection(node.selectionSet, type);
      else {
        const fragment = fragments.get(node.name.value);
        if (fragment) cost += selection(fragment.selectionSet, type);
      }
    }
    return cost;
  }

  function field(node: FieldNode, parent: GraphQLNamedType | null | undefined): number {
    if (!node.selectionSet) return 0.1;
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = definition && getNamedType(definition.type);
    const inside = selection(node.selectionSet, type);
    return type?.name.endsWith('Connection') ? inside * pageSize(node) : 1 + inside;
  }

  function pageSize(node: FieldNode): number {
    const value = node.arguments?.find(
      (one) => one.name.value === 'first' || one.name.value === 'last',
    )?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind === Kind.VARIABLE) return Number(variables[value.name.value] ?? DEFAULT_FIRST);
    return DEFAULT_FIRST;
  }

  let total = 0;
  for (const one of document.definitions) {
    if (one.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = one.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType();
    total += selection(one.selectionSet, root);
  }
  return Math.ceil(total);
}
