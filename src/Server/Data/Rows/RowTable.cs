using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TungNgo.Data.Rows;

/// <summary>A column as the fast road sees it.</summary>
/// <param name="Type">What a value is in C#, without its being nullable; enums are their number.</param>
/// <param name="StoreType">As the database declares it.</param>
/// <param name="Generated">The database gives the value.</param>
internal sealed record RowColumn(string Name, Type Type, string StoreType, bool Generated);

/// <summary>A table of the model for the fast road; its columns come from the model, so that none can be forgotten.</summary>
internal abstract class RowTable(string name, RowColumn[] columns, string[] key)
{
    private readonly ConcurrentDictionary<(RowAction, string), RowShape> shapes = new();

    public string Name { get; } = name;
    public RowColumn[] Columns { get; } = columns;

    /// <summary>Names of the columns of the primary key.</summary>
    public string[] Key { get; } = key;

    /// <summary>All columns as a query names them.</summary>
    public string ColumnList { get; } = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    /// <param name="columns">What is set by an update, or given to an adding; the other actions take what they need.</param>
    public RowShape Shape(RowAction action, string[] columns) =>
        shapes.GetOrAdd((action, string.Join(' ', columns)), _ => new RowShape(action, this, [.. Needed(action, columns).Select(PlaceOf)]));

    private IEnumerable<string> Needed(RowAction action, string[] columns) => action switch
    {
        RowAction.Insert => Columns.Where(c => !c.Generated).Select(c => c.Name),
        RowAction.Add => columns,
        RowAction.Update => [.. Key, .. columns],
        _ => Key,
    };

    private int PlaceOf(string column) =>
        Array.FindIndex(Columns, c => c.Name == column) is >= 0 and var place ? place : throw new InvalidOperationException($"{Name} has no column {column}.");
}

/// <summary>The same with the entity behind it: plain rows from entities and entities from plain rows, without a change tracker.</summary>
internal sealed class RowTable<T> : RowTable where T : class
{
    private static readonly ConcurrentDictionary<IModel, RowTable<T>> Known = new();
    private readonly Func<T, object?>[] getters;
    private readonly Func<IRow, T> make;

    private RowTable(IEntityType type, IProperty[] properties)
        : base(type.GetTableName()!, [.. properties.Select(ColumnOf)], [.. type.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName())])
    {
        getters = [.. properties.Select(GetterOf)];
        make = MakerOf(properties);
    }

    public static RowTable<T> Of(AppDb db) => Known.GetOrAdd(db.Model, static model =>
    {
        var type = model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not of the model.");
        return new RowTable<T>(type, [.. type.GetProperties()]);
    });

    /// <summary>The entity's values in the order of <see cref="RowTable.Columns"/>.</summary>
    public object?[] Values(T entity) => Array.ConvertAll(getters, g => g(entity));

    /// <summary>The entity's values of some columns, in their order.</summary>
    public object?[] Values(T entity, int[] places) => Array.ConvertAll(places, p => getters[p](entity));

    public T Make(IRow row) => make(row);

    private static RowColumn ColumnOf(IProperty property) => new(property.GetColumnName(), StoredType(property), property.GetColumnType(), property.ValueGenerated != ValueGenerated.Never);

    private static Type StoredType(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type.IsEnum ? typeof(int) : IsNative(type) ? type : property.GetTypeMapping().Converter?.ProviderClrType ?? type;
    }

    /// <summary>Types that both databases' fast roads store themselves, in the form that a test compares with EF Core's.</summary>
    private static bool IsNative(Type type) => type == typeof(Guid) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(TimeOnly);

    private static Func<T, object?> GetterOf(IProperty property)
    {
        var get = property.GetGetter();
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum)
        {
            return entity => get.GetClrValue(entity) is { } value ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : null;
        }

        if (type == typeof(DateTime))
        {
            return entity => get.GetClrValue(entity) is DateTime value ? value.Kind == DateTimeKind.Utc ? value : throw AppDb.NotUtc(value) : null;
        }

        var convert = IsNative(type) ? null : property.GetTypeMapping().Converter;
        return convert is null ? get.GetClrValue : entity => get.GetClrValue(entity) is { } value ? convert.ConvertToProvider(value) : null;
    }

    private static Func<IRow, T> MakerOf(IProperty[] properties)
    {
        var row = Expression.Parameter(typeof(IRow));
        var bindings = properties.Select((p, i) => (MemberBinding)Expression.Bind(p.PropertyInfo!, ReadOf(row, p, i)));
        return Expression.Lambda<Func<IRow, T>>(Expression.MemberInit(Expression.New(typeof(T)), bindings), row).Compile();
    }

    private static Expression ReadOf(ParameterExpression row, IProperty property, int place)
    {
        var at = Expression.Constant(place);
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        Expression value;
        if (!type.IsEnum && !IsNative(type) && property.GetTypeMapping().Converter is { } converter)
        {
            value = Expression.Convert(Expression.Invoke(Expression.Constant(converter.ConvertFromProvider), Expression.Convert(Read(row, converter.ProviderClrType, at), typeof(object))), type);
        }
        else
        {
            value = Expression.Convert(Read(row, type.IsEnum ? typeof(int) : type, at), property.ClrType);
        }

        return property.IsNullable ? Expression.Condition(Expression.Call(row, nameof(IRow.IsNull), null, at), Expression.Default(property.ClrType), Expression.Convert(value, property.ClrType)) : value;
    }

    private static MethodCallExpression Read(Expression row, Type type, Expression at) => Expression.Call(row, type switch
    {
        _ when type == typeof(Guid) => nameof(IRow.Id),
        _ when type == typeof(string) => nameof(IRow.Text),
        _ when type == typeof(int) => nameof(IRow.Int),
        _ when type == typeof(long) => nameof(IRow.Long),
        _ when type == typeof(double) => nameof(IRow.Double),
        _ when type == typeof(decimal) => nameof(IRow.Decimal),
        _ when type == typeof(bool) => nameof(IRow.Bool),
        _ when type == typeof(DateTime) => nameof(IRow.Instant),
        _ when type == typeof(DateOnly) => nameof(IRow.Day),
        _ when type == typeof(TimeOnly) => nameof(IRow.Time),
        _ => throw new NotSupportedException($"{type.Name} is no type of a column."),
    }, null, at);
}

/// <summary>One row of an answer; columns by their place.</summary>
internal interface IRow
{
    bool IsNull(int column);
    Guid Id(int column);
    string Text(int column);
    int Int(int column);
    long Long(int column);
    double Double(int column);
    decimal Decimal(int column);
    bool Bool(int column);

    /// <summary>UTC.</summary>
    DateTime Instant(int column);
    DateOnly Day(int column);
    TimeOnly Time(int column);
}
