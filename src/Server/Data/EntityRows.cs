using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TungNgo.Data;

/// <summary>Writes entities as plain rows: the columns come from the model, so that none can be forgotten here.</summary>
internal static class EntityRows
{
    /// <returns>Number of rows written.</returns>
    public static Task<long> InsertAsync<T>(this AppDb db, IEnumerable<T> entities, CancellationToken ct) where T : class
    {
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not of the model.");
        var properties = type.GetProperties().ToArray();
        var read = properties.Select(Reader).ToArray();
        return db.InsertRowsAsync(type.GetTableName()!, [.. properties.Select(p => p.GetColumnName())], entities.Select(e => Array.ConvertAll(read, r => r(e))), ct);
    }

    private static Func<object, object?> Reader(IProperty property)
    {
        var get = property.GetGetter();
        // Instants are checked to be UTC and enums become numbers by the model's own converters.
        var convert = property.GetTypeMapping().Converter;
        return convert is null ? get.GetClrValue : entity => get.GetClrValue(entity) is { } value ? convert.ConvertToProvider(value) : null;
    }
}
