using Microsoft.EntityFrameworkCore;

namespace TungNgo.Water.Forms;

/// <summary>A bulletin of a specialised office (weather, tide, pests, ponds) as it was entered: figures in their places, to be printed and told.</summary>
internal sealed class WaterForm
{
    public Guid Id { get; init; }

    /// <summary>Code of a <see cref="FormKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The unit whose office issues it and whose people it concerns.</summary>
    public Guid AreaId { get; init; }
    public DateOnly Day { get; set; }

    /// <summary>"Đài Khí tượng Thủy văn tỉnh Sóc Trăng".</summary>
    public string Issuer { get; set; } = "";

    /// <summary>"TLDB-06/12h00/STRA"; null prints a blank to be filled by hand.</summary>
    public string? Number { get; set; }

    /// <summary>The office of whoever signs: "GIÁM ĐỐC".</summary>
    public string? SignedAs { get; set; }
    public string? Signer { get; set; }

    /// <summary>See <see cref="FormData"/>.</summary>
    public string Data { get; set; } = "{}";
    public Guid? AuthorId { get; init; }
    public required string Author { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime ChangedAt { get; set; }

    /// <summary>The newest notice that was made of it.</summary>
    public Guid? BulletinId { get; set; }
    public int Edition { get; set; }
}

internal static class FormModel
{
    public static void Build(ModelBuilder model) => model.Entity<WaterForm>(e =>
    {
        e.HasIndex(f => new { f.AreaId, f.Day });
        e.Property(f => f.Edition).IsConcurrencyToken();
    });
}
