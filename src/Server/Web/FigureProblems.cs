namespace TungNgo.Web;

/// <summary>Of indicators and reports, of tables made of them, and of what carries them elsewhere.</summary>
internal static partial class Problems
{
    // Indicators and reports
    public static readonly Problem ReportPeriod = new("report.period", 400);
    public static readonly Problem ReportTooEarly = new("report.too-early", 409);
    public static readonly Problem ReportWrong = new("report.wrong", 409);
    public static readonly Problem ReportRemarkNeeded = new("report.remark-needed", 400);
    public static readonly Problem ReportUnitsMissing = new("report.units-missing", 409);
    public static readonly Problem ReportState = new("report.state", 409);
    public static readonly Problem ReportOwn = new("report.own", 403);
    public static readonly Problem ReportReasonNeeded = new("report.reason-needed", 400);
    public static readonly Problem ReportClosed = new("report.closed", 409);
    public static readonly Problem ReportExceptionDay = new("report.exception-day", 400);
    public static readonly Problem ReportPasteEmpty = new("report.paste-empty", 400);
    public static readonly Problem ReportSheetHead = new("report.sheet-head", 400);
    public static readonly Problem ReportEvidence = new("report.evidence", 400);
    public static readonly Problem ReportFormCode = new("report-form.code", 400);
    public static readonly Problem ReportFormTaken = new("report-form.taken", 409);
    public static readonly Problem ReportFormName = new("report-form.name", 400);
    public static readonly Problem ReportFormFrom = new("report-form.from", 400);
    public static readonly Problem ReportFormBegun = new("report-form.begun", 409);
    public static readonly Problem ReportFormIndicator = new("report-form.indicator", 400);
    public static readonly Problem ReportFormIndicators = new("report-form.indicators", 400);
    public static readonly Problem PeriodCode = new("period.code", 400);
    public static readonly Problem PeriodDaysCode = new("period.days-code", 400);
    public static readonly Problem PeriodTaken = new("period.taken", 409);
    public static readonly Problem PeriodName = new("period.name", 400);
    public static readonly Problem PeriodPattern = new("period.pattern", 400);
    public static readonly Problem PeriodMonths = new("period.months", 400);
    public static readonly Problem PeriodSlots = new("period.slots", 400);
    public static readonly Problem PeriodCutoff = new("period.cutoff", 400);
    public static readonly Problem PeriodDue = new("period.due", 400);
    public static readonly Problem PeriodFrom = new("period.from", 400);
    public static readonly Problem PeriodTo = new("period.to", 400);
    public static readonly Problem PeriodUsed = new("period.used", 409);
    public static readonly Problem PeriodShipped = new("period.shipped", 409);
    public static readonly Problem ReportSigner = new("report.signer", 400);
    public static readonly Problem ReportPlans = new("report.plans", 400);
    public static readonly Problem TargetPast = new("target.past", 409);
    public static readonly Problem TargetUnread = new("target.unread", 400);
    public static readonly Problem IndicatorNotEntered = new("indicator.not-entered", 400);
    public static readonly Problem IndicatorCode = new("indicator.code", 400);
    public static readonly Problem IndicatorCodeTaken = new("indicator.code-taken", 409);
    public static readonly Problem IndicatorWords = new("indicator.words", 400);
    public static readonly Problem Indicator = new("indicator.invalid", 400);
    public static readonly Problem IndicatorMeasure = new("indicator.measure", 400);
    public static readonly Problem FormulaUnreadable = new("formula.unreadable", 400);
    public static readonly Problem FormulaName = new("formula.name", 400);
    public static readonly Problem FormulaCircle = new("formula.circle", 400);
    public static readonly Problem FormulaUnits = new("formula.units", 400);

    // Figures of provinces
    public static readonly Problem PackageUnreadable = new("package.unreadable", 400);
    public static readonly Problem PackageSigner = new("package.signer", 401);
    public static readonly Problem PackageSignature = new("package.signature", 401);
    public static readonly Problem PackageProvince = new("package.province", 403);
    public static readonly Problem PackageFuture = new("package.future", 409);
    public static readonly Problem PackageWrong = new("package.wrong", 400);
    public static readonly Problem ProvinceCode = new("province.code", 400);
    public static readonly Problem ProvinceName = new("province.name", 400);
    public static readonly Problem ProvinceDays = new("province.days", 400);
    public static readonly Problem ProvinceTaken = new("province.taken", 409);
    public static readonly Problem ProvinceKey = new("province.key", 400);
    public static readonly Problem FiguresTooMany = new("figures.too-many", 400);

    // What goes out to other programs
    public static readonly Problem KeyNotHere = new("exchange.key-not-here", 403);
    public static readonly Problem KeyRevoked = new("exchange.key-revoked", 409);
    public static readonly Problem KeyName = new("exchange.key-name", 400);
    public static readonly Problem KeyContact = new("exchange.key-contact", 400);
    public static readonly Problem KeyPace = new("exchange.key-pace", 400);
    public static readonly Problem KeyDay = new("exchange.key-day", 400);
    public static readonly Problem SystemUnknown = new("exchange.system-unknown", 404);
    public static readonly Problem SystemCode = new("exchange.system-code", 400);
    public static readonly Problem SystemCodeTaken = new("exchange.system-code-taken", 409);
    public static readonly Problem SystemName = new("exchange.system-name", 400);
    public static readonly Problem SystemAddress = new("exchange.system-address", 400);
    public static readonly Problem SystemSecret = new("exchange.system-secret", 400);
    public static readonly Problem SystemSecretAgain = new("exchange.system-secret-again", 400);
    public static readonly Problem SystemFetches = new("exchange.system-fetches", 409);
    public static readonly Problem MappingPaste = new("exchange.mapping-paste", 400);
    public static readonly Problem MappingUnknown = new("exchange.mapping-unknown", 400);
    public static readonly Problem MappingFactor = new("exchange.mapping-factor", 400);
    public static readonly Problem ExchangePeriod = new("exchange.period", 400);
    public static readonly Problem PushNothing = new("exchange.push-nothing", 409);
    public static readonly Problem PushUnitCode = new("exchange.push-unit-code", 409);
    public static readonly Problem PushSuperseded = new("exchange.push-superseded", 409);
    public static readonly Problem PushSending = new("exchange.push-sending", 409);

    // Tables that people put together
    public static readonly Problem TableIndicators = new("table.indicators", 400);
    public static readonly Problem TablePeriods = new("table.periods", 400);
    public static readonly Problem TableUnits = new("table.units", 400);
    public static readonly Problem TableCells = new("table.cells", 400);
    public static readonly Problem TableName = new("table.name", 400);
    public static readonly Problem TableEmptyQuestion = new("table.nothing", 400);
    public static readonly Problem TableMany = new("table.many", 409);
    public static readonly Problem TableShares = new("table.shares", 400);
    public static readonly Problem TableStranger = new("table.stranger", 400);
    public static readonly Problem TableSchedule = new("table.schedule", 400);

    // Mail
    public static readonly Problem MailHost = new("mail.host", 400);
    public static readonly Problem MailTls = new("mail.tls", 400);
    public static readonly Problem MailAddress = new("mail.address", 400);
    public static readonly Problem MailManyLinks = new("mail.many-links", 429);
    public static readonly Problem MailLinkOld = new("mail.link-old", 400);
    public static readonly Problem MailStopOld = new("mail.stop-old", 400);
    public static readonly Problem MailUnconfirmed = new("mail.unconfirmed", 409);
    public static readonly Problem MailState = new("mail.state", 409);
}
