using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using TungNgo.Accounts;
using TungNgo.Accounts.SigningIn;
using TungNgo.Answers;
using TungNgo.Areas;
using TungNgo.Areas.Boundaries;
using TungNgo.Areas.Reorganise;
using TungNgo.Badges;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Approval;
using TungNgo.Bulletins.Writing;
using TungNgo.Campaigns;
using TungNgo.Contacts;
using TungNgo.Documents;
using TungNgo.Data.Rows;
using TungNgo.Exchange;
using TungNgo.Exchange.Keys;
using TungNgo.Exchange.Push;
using TungNgo.Exchange.Systems;
using TungNgo.Feed;
using TungNgo.Figures.Proof;
using TungNgo.Gatherings;
using TungNgo.Help;
using TungNgo.Households;
using TungNgo.Households.Import.Job;
using TungNgo.Lists;
using TungNgo.Mail;
using TungNgo.Portal;
using TungNgo.Providers;
using TungNgo.Providers.Inbox;
using TungNgo.Providers.Zalo;
using TungNgo.Provinces;
using TungNgo.Provinces.Packages;
using TungNgo.Questions;
using TungNgo.Relays;
using TungNgo.Reports;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Targets;
using TungNgo.Reports.Values;
using TungNgo.Seasons;
using TungNgo.Sendings;
using TungNgo.Services;
using TungNgo.Stock;
using TungNgo.Sync;
using TungNgo.Tables;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Training;
using TungNgo.Visits;
using TungNgo.Walks;
using TungNgo.Water;
using TungNgo.Water.Authorities;
using TungNgo.Water.Events;
using TungNgo.Water.Forms;
using TungNgo.Water.Readings;
using TungNgo.Water.Risks;
using TungNgo.Water.Stations;
using TungNgo.Water.Thresholds;
using TungNgo.Water.Ways.Mqtt;
using TungNgo.Water.Ways.Polling;
using TungNgo.WorkSheets;

namespace TungNgo.Data;

/// <summary>
/// The one model. Its two sealed forms, SqliteDb and PostgresDb, hold only what differs between the databases; features inject
/// AppDb and write LINQ that both translate.
/// </summary>
internal abstract partial class AppDb(DbContextOptions options) : IdentityUserContext<User, Guid>(options), IDataProtectionKeyContext
{
    /// <summary>Ends a query for rows that this transaction will change, so that nodes pass by each other's rows instead of waiting.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Households of some hamlets in which a word begins with each of the folded <paramref name="words"/>; no particular order, all of them without words.</summary>
    /// <param name="hamlets">Helps the search; whoever asks filters by them all the same.</param>
    public abstract IQueryable<Household> SearchHouseholds(IReadOnlyList<string> words, IReadOnlyCollection<Guid> hamlets);

    /// <summary>A transaction that only reads and sees one instant throughout, without holding any writer back.</summary>
    public abstract Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken ct);

    /// <summary>
    /// Inserts many rows by the database's fastest durable way, inside the current transaction: a prepared statement on SQLite,
    /// binary COPY on PostgreSQL. Values are of the column's CLR type, enums as their number; constraints still hold.
    /// </summary>
    /// <returns>Number of rows written.</returns>
    public abstract Task<long> InsertRowsAsync(string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken ct);

    /// <summary>Runs one parameterised statement (@p0, @p1, …) for many rows, inside the current transaction.</summary>
    public abstract Task ExecuteRowsAsync(string sql, IEnumerable<object?[]> rows, CancellationToken ct);

    /// <summary>
    /// Begins the transaction of a write: waits for the turn, takes the row that numbers all changes, and reads what the write needs in the
    /// same message. What is read behind that row cannot change before the commit, since every writer queues for it.
    /// </summary>
    public abstract Task<WriteScope> BeginWriteAsync(IReadOnlyList<RowQuery> reads, CancellationToken ct);

    /// <summary>
    /// Begins the transaction of rows that stand outside of the feed: the ledger's steps, the inbox, when somebody was last heard. It waits for its
    /// turn as every write does, but numbers nothing and tells nobody.
    /// </summary>
    public abstract Task<PlainWrite> BeginPlainWriteAsync(CancellationToken ct);

    /// <summary>Reads rows by ids, all queries in one message, inside the current transaction if there is one.</summary>
    public abstract Task ReadRowsAsync(IReadOnlyList<RowQuery> queries, CancellationToken ct);

    /// <summary>A value in the form in which this database stores it, as a parameter of hand-written SELECTs, which know no columns.</summary>
    public virtual object Stored(object value) => value;

    internal static InvalidOperationException NotUtc(DateTime value) => new($"An instant must be UTC: {value:O} is {value.Kind}.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTime>().HaveConversion<UtcConverter>();
        configuration.Properties<Dictionary<string, string>>().HaveConversion<JsonConverter<Dictionary<string, string>>, JsonComparer<Dictionary<string, string>>>();
        configuration.Properties<List<TemplateField>>().HaveConversion<JsonConverter<List<TemplateField>>, JsonComparer<List<TemplateField>>>();
        configuration.Properties<List<string>>().HaveConversion<JsonConverter<List<string>>, JsonComparer<List<string>>>();
        configuration.Properties<List<Guid>>().HaveConversion<JsonConverter<List<Guid>>, JsonComparer<List<Guid>>>();
        configuration.Properties<List<int>>().HaveConversion<JsonConverter<List<int>>, JsonComparer<List<int>>>();
        configuration.Properties<List<PackagedDefinition>>().HaveConversion<JsonConverter<List<PackagedDefinition>>, JsonComparer<List<PackagedDefinition>>>();
        configuration.Properties<List<EarlierDue>>().HaveConversion<JsonConverter<List<EarlierDue>>, JsonComparer<List<EarlierDue>>>();
        configuration.Properties<List<Blocker>>().HaveConversion<JsonConverter<List<Blocker>>, JsonComparer<List<Blocker>>>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        ReorganisationModel.Build(model);
        BoundaryModel.Build(model);
        model.Entity<Area>(e =>
        {
            e.HasIndex(a => a.SeedKey).IsUnique();
            e.HasMany(a => a.Versions).WithOne().HasForeignKey(v => v.AreaId);
        });
        model.Entity<AreaVersion>().HasIndex(v => v.ParentId);
        model.Entity<AreaVersion>().HasIndex(v => v.Code);
        model.Entity<Lane>().HasIndex(l => new { l.HamletId, l.NameKey }).IsUnique();
        model.Entity<AreaStatistics>().HasIndex(s => new { s.AreaId, s.AsOf });
        model.Entity<Team>(e =>
        {
            e.HasIndex(t => t.AreaId);
            e.Property(t => t.Version).IsConcurrencyToken();
        });
        model.Entity<Member>().Property(m => m.Version).IsConcurrencyToken();
        model.Entity<Membership>(e =>
        {
            e.HasIndex(m => m.TeamId);
            e.HasIndex(m => m.MemberId);
        });
        model.Entity<ZaloGroup>().HasIndex(g => g.TeamId);
        model.Entity<ZaloGroupCount>().HasIndex(c => new { c.GroupId, c.Day });
        model.Entity<Household>(e =>
        {
            e.Ignore(h => h.Point);
            e.HasIndex(h => h.Number).IsUnique();
            e.HasIndex(h => new { h.HamletId, h.Head });
            e.HasIndex(h => h.ImportId).HasFilter("\"ImportId\" IS NOT NULL");
            e.HasIndex(h => h.MergedIntoId).HasFilter("\"MergedIntoId\" IS NOT NULL");
        });
        model.Entity<FieldEdit>(e =>
        {
            e.HasKey(f => new { f.HouseholdId, f.Number, f.PersonId, f.Field });
            // Who has lived in a hamlet before; what a list has changed.
            e.HasIndex(f => f.Before).HasFilter($"\"Field\" = {(int)FieldCode.Hamlet}");
            e.HasIndex(f => f.ImportId).HasFilter("\"ImportId\" IS NOT NULL");
        });
        model.Entity<EditConflict>().HasIndex(c => c.HamletId).HasFilter("\"SettledAt\" IS NULL");
        model.Entity<HouseholdMerging>().HasIndex(m => m.DuplicateId);
        model.Entity<Person>().HasKey(p => new { p.HouseholdId, p.Id });
        model.Entity<ImportJob>().HasIndex(j => new { j.AreaId, j.At });
        model.Entity<RememberedMapping>().HasIndex(m => new { m.AreaId, m.Signature }).IsUnique();
        model.Entity<ImportedChange>().HasKey(c => new { c.ImportId, c.HouseholdId });
        model.Entity<FilePart>(e =>
        {
            e.HasKey(p => new { p.OwnerId, p.Role, p.Number });
            e.HasIndex(p => p.At);
        });
        model.Entity<Consent>().HasKey(c => new { c.HouseholdId, c.Id });
        model.Entity<Service>(e =>
        {
            e.HasIndex(s => s.Number).IsUnique();
            e.HasIndex(s => s.Code).IsUnique();
        });
        model.Entity<Guide>().HasIndex(g => new { g.ServiceId, g.Language }).IsUnique();
        model.Entity<Visit>(e =>
        {
            e.HasKey(v => new { v.HouseholdId, v.Id });
            // Who came to a gathering: asked by every pull of a phone that has one.
            e.HasIndex(v => v.GatheringId).HasFilter("\"GatheringId\" IS NOT NULL");
        });
        model.Entity<VisitActivity>().HasKey(a => new { a.HouseholdId, a.VisitId, a.PersonId, a.ServiceId });
        model.Entity<Standing>().HasKey(s => new { s.HouseholdId, s.PersonId, s.ServiceId });
        model.Entity<LaneTaking>().HasKey(t => new { t.LaneId, t.Day });
        model.Entity<Cell>().HasKey(c => new { c.HamletId, c.Day, c.Indicator });
        model.Entity<Change>(e =>
        {
            e.HasKey(c => c.Number);
            e.Property(c => c.Number).ValueGeneratedNever();
            // What phones ask for; figures, one or two for each visit, are read by number.
            e.HasIndex(c => new { c.HamletId, c.Number }).HasFilter($"\"Kind\" <> {(int)ChangeKind.Figures}");
        });
        model.Entity<FeedCounter>(e =>
        {
            e.Property(c => c.Id).ValueGeneratedNever();
            e.HasData(new FeedCounter());
        });
        model.Entity<AppliedMutation>().Property(m => m.Id).ValueGeneratedNever();
        model.Entity<UploadPart>().HasKey(p => new { p.FileId, p.OwnerId, p.Offset });
        model.Entity<AuditEntry>(e =>
        {
            e.HasKey(a => a.Number);
            e.Property(a => a.Number).ValueGeneratedNever();
            e.HasIndex(a => a.EntityId);
        });
        model.Entity<Grant>().HasIndex(g => g.UserId);
        model.Entity<Session>().HasIndex(s => s.UserId);
        model.Entity<SecondFactor>().HasKey(f => f.UserId);
        model.Entity<WrongTries>(e =>
        {
            e.HasKey(w => w.Key);
            e.HasIndex(w => w.LastAt);
        });
        model.Entity<IdentityUserPasskey<Guid>>(e =>
        {
            // The framework asks the services for its version, and the migrations' tools have none: said here, it is there for both.
            e.ToTable("AspNetUserPasskeys");
            e.HasKey(p => p.CredentialId);
            e.HasIndex(p => p.UserId);
            e.Property(p => p.CredentialId).HasMaxLength(1024);
            e.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).IsRequired();
            e.OwnsOne(p => p.Data).ToJson();
        });
        model.Entity<Device>().HasIndex(d => d.TokenHash).IsUnique();
        model.Entity<DeviceMember>(e =>
        {
            e.HasKey(d => new { d.DeviceId, d.MemberId });
            e.HasIndex(d => d.MemberId);
        });
        model.Entity<EnrolmentCode>().HasIndex(c => c.CodeHash).IsUnique();
        BulletinModel.Build(model);
        model.Entity<ServerKey>().HasKey(k => k.Name);
        ContactModel.Build(model);
        model.Entity<CapDocument>().HasKey(c => new { c.BulletinId, c.Number });
        ProviderModel.Build(model);
        RelayModel.Build(model);
        SendingModel.Build(model);
        model.Entity<HouseholdCrop>().HasKey(c => new { c.HouseholdId, c.Id });
        HelpModel.Build(model);
        AnswersModel.Build(model);
        SeasonsModel.Build(model);
        WaterModel.Build(model);
        AuthorityModel.Build(model);
        FormModel.Build(model);
        ReportsModel.Build(model);
        TablesModel.Build(model);
        MailModel.Build(model);
        DocumentModel.Build(model);
        ProvincesModel.Build(model);
        ExchangeModel.Build(model);
        CampaignsModel.Build(model);
        WalksModel.Build(model);
        GatheringsModel.Build(model);
        TrainingModel.Build(model);
        BadgesModel.Build(model);
        WorkSheetsModel.Build(model);
        QuestionsModel.Build(model);
        StockModel.Build(model);

        foreach (var id in model.Model.GetEntityTypes().Select(t => t.FindProperty("Id")).OfType<Microsoft.EntityFrameworkCore.Metadata.IMutableProperty>())
        {
            if (id.ClrType == typeof(Guid))
            {
                id.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }
        }
    }
}
