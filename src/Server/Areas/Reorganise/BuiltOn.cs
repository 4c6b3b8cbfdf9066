using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TungNgo.Data;

namespace TungNgo.Areas.Reorganise;

/// <summary>
/// Everything that names a new unit was built on it. The tables are found in the model itself, so that a feature of tomorrow is not forgotten; what
/// goes back by itself is left out by name.
/// </summary>
internal sealed class BuiltOn(AppDb db) : IBlocksUndo
{
    /// <summary>The register itself; what tells of the past and is never changed; what comes back with the hamlet or with its own answer.</summary>
    private static readonly HashSet<string> Left =
    [
        "AreaVersion", "Succession", "Lane", "AuditEntry", "Change", "ReadTrace", "TraceEntry", "Cell", "Household", "Visit", "EditConflict", "HelpRequest", "AreaStatistics", "Grant", "Target", "Reorganisation",
    ];

    private static readonly Dictionary<string, string> Words = new()
    {
        ["Team"] = "teams", ["Bulletin"] = "bulletins", ["Station"] = "water", ["StationHamlet"] = "water", ["Sending"] = "bulletins", ["PlannedHamlet"] = "bulletins", ["ImportJob"] = "lists", ["Boundary"] = "boundaries",
    };

    public async Task<IReadOnlyList<(string Reason, int Count)>> WhyNotAsync(IReadOnlySet<Guid> born, DateOnly day, DateTime appliedAt, CancellationToken ct)
    {
        var found = new Dictionary<string, int>();
        foreach (var (entity, property) in db.Model.GetEntityTypes().Where(e => !Left.Contains(e.ClrType.Name)).SelectMany(e => e.GetProperties().Where(NamesUnit).Select(p => (e, p))))
        {
            var count = await (Task<int>)typeof(BuiltOn).GetMethod(nameof(CountAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(entity.ClrType).Invoke(this, [property, born, ct])!;
            var word = $"areas.reorganise.built.{Words.GetValueOrDefault(entity.ClrType.Name, "other")}";
            found[word] = found.GetValueOrDefault(word) + count;
        }

        found["areas.reorganise.built.statistics"] = await db.AreaStatistics.CountAsync(s => !s.Estimated && born.Contains(s.AreaId), ct);
        return [.. found.Where(f => f.Value > 0).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value))];
    }

    private static bool NamesUnit(IProperty property) => property.Name is "AreaId" or "HamletId" && (property.ClrType == typeof(Guid) || property.ClrType == typeof(Guid?));

    private Task<int> CountAsync<T>(IProperty property, IReadOnlySet<Guid> born, CancellationToken ct) where T : class
    {
        var row = Expression.Parameter(typeof(T));
        var ids = born.Select(b => (Guid?)b).ToList();
        var named = Expression.Convert(Expression.Property(row, property.PropertyInfo!), typeof(Guid?));
        var condition = Expression.Call(Expression.Constant(ids), typeof(List<Guid?>).GetMethod(nameof(List<Guid?>.Contains))!, named);
        return db.Set<T>().AsNoTracking().CountAsync(Expression.Lambda<Func<T, bool>>(condition, row), ct);
    }
}
