using Microsoft.EntityFrameworkCore;

namespace TungNgo.Documents;

/// <summary>A document that was written: all that it says, and the template of which it is made, so that it prints the same for ever.</summary>
internal sealed class OfficialDocument
{
    public Guid Id { get; init; }

    /// <summary>Code of a <see cref="DocumentKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The unit whose office issues it.</summary>
    public Guid AreaId { get; init; }
    public Guid? TeamId { get; init; }
    public string? Number { get; init; }
    public DateOnly Day { get; init; }
    public required string Subject { get; init; }

    /// <summary>Folded <see cref="Subject"/> with its number and signatory, for search.</summary>
    public required string SearchText { get; init; }
    public string? Issuer { get; init; }
    public SignForm Form { get; init; }
    public required string SignerTitle { get; init; }
    public required string Signer { get; init; }
    public string Recipients { get; init; } = "";

    /// <summary>See <see cref="DocumentData"/>; with the names that units had on its day.</summary>
    public required string Data { get; init; }
    public Guid TemplateId { get; init; }

    /// <summary>Members' numbers stand in it: it is for those who look after the team.</summary>
    public bool HoldsPhones { get; init; }
    public Guid? AuthorId { get; init; }
    public required string Author { get; init; }
    public DateTime CreatedAt { get; init; }

    public DocumentHeading Heading => new(AreaId, Day, Subject, Form, SignerTitle, Signer, Number, Issuer, Recipients);
}

/// <summary>One version of a kind's template. Versions are never changed: documents are made of them.</summary>
internal sealed class DocumentTemplate
{
    public Guid Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>Counted within the kind.</summary>
    public int Number { get; init; }
    public required string Name { get; init; }
    public required byte[] Content { get; init; }

    /// <summary>SHA-256 of the content.</summary>
    public required string Hash { get; init; }

    /// <summary>It came with the product.</summary>
    public bool Shipped { get; init; }
    public bool HoldsPhones { get; init; }
    public bool InForce { get; set; }
    public required string By { get; init; }
    public DateTime At { get; init; }
}

internal static class DocumentModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<OfficialDocument>(e =>
        {
            e.HasIndex(d => new { d.AreaId, d.Day });
            e.HasIndex(d => d.TeamId);
            e.Ignore(d => d.Heading);
        });
        model.Entity<DocumentTemplate>(e => e.HasIndex(t => new { t.Kind, t.Number }).IsUnique());
    }
}
