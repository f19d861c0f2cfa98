#include "ui/widgets/headerrows.h"

#include "ui/widgets/consolestyle.h"
#include "ui/widgets/formpage.h"
#include "ui/widgets/secretfield.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

/// One header: name, value, a button to remove it, what is wrong beneath.
class HeaderRow : public QWidget
{
public:
    HeaderRow(const Theme *theme, const DraftHeader &header, QWidget *parent)
        : QWidget(parent), m_savedAs(header.savedAs), name(new QLineEdit(header.name, this)),
          value(new SecretField(theme, u"the value of this header"_s, this)),
          removal(new QPushButton(theme->icon(u"trash"_s), {}, this)),
          problem(new FieldProblem(theme, name, this))
    {
        name->setFont(Theme::fixedFont());
        name->setPlaceholderText(u"Name"_s);
        name->setAccessibleName(u"Name of a further header"_s);
        value->edit()->setAccessibleName(u"Value of a further header"_s);
        value->setSecret(header.value);
        removal->setFlat(true);
        removal->setAccessibleName(u"Remove this header"_s);
        removal->setToolTip(u"Remove"_s);
        removal->setFixedWidth(qRound(28 * Theme::scale()));
        setControlHeight(removal, 26);
        place();
    }

    DraftHeader header() const { return {name->text(), value->secret(), m_savedAs}; }
    const QString &savedAs() const { return m_savedAs; }

private:
    void place()
    {
        auto *rows = new QVBoxLayout(this);
        rows->setContentsMargins(0, 0, 0, 0);
        rows->setSpacing(4);
        auto *fields = new QHBoxLayout;
        fields->setSpacing(6);
        fields->addWidget(name, 2);
        fields->addWidget(value, 3);
        fields->addWidget(removal);
        rows->addLayout(fields);
        rows->addWidget(problem);
    }

    QString m_savedAs;

public:
    QLineEdit *name;
    SecretField *value;
    QPushButton *removal;
    FieldProblem *problem;
};

HeaderRows::HeaderRows(const Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_layout(new QVBoxLayout(this)),
      m_add(new QPushButton(theme->icon(u"plus"_s), u"A&dd a header"_s, this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);
    m_add->setAccessibleName(u"Add a header"_s);
    setControlHeight(m_add, 26);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_add);
    foot->addStretch(1);
    m_layout->addLayout(foot);
    connect(m_add, &QPushButton::clicked, this, [this] {
        add({})->name->setFocus(Qt::TabFocusReason);
        emit edited();
    });
}

HeaderRow *HeaderRows::add(const DraftHeader &header)
{
    auto *row = new HeaderRow(m_theme, header, this);
    m_layout->insertWidget(int(m_rows.size()), row);
    m_rows.append(row);
    row->show(); // a layout would do it later, too late for the focus
    connect(row->name, &QLineEdit::textEdited, this, &HeaderRows::edited);
    connect(row->value, &SecretField::edited, this, &HeaderRows::edited);
    connect(row->removal, &QPushButton::clicked, this, [this, row] {
        remove(row);
        m_add->setFocus(Qt::OtherFocusReason);
        emit edited();
    });
    return row;
}

void HeaderRows::remove(HeaderRow *row)
{
    m_rows.removeOne(row);
    row->hide();
    row->deleteLater(); // its button may have asked for this
}

void HeaderRows::setHeaders(const QList<DraftHeader> &headers)
{
    while (!m_rows.isEmpty())
        remove(m_rows.last());
    for (const DraftHeader &header : headers)
        add(header);
}

void HeaderRows::setSecrets(const QList<DraftHeader> &headers)
{
    for (const DraftHeader &header : headers)
        for (HeaderRow *row : std::as_const(m_rows))
            if (!header.savedAs.isEmpty() && row->savedAs() == header.savedAs)
                row->value->adopt(header.value);
}

QList<DraftHeader> HeaderRows::headers() const
{
    QList<DraftHeader> headers;
    for (const HeaderRow *row : m_rows)
        headers.append(row->header());
    return headers;
}

void HeaderRows::setProblems(const QStringList &problems)
{
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_rows.at(i)->problem->say(problems.value(i));
}

bool HeaderRows::focusProblem()
{
    return std::any_of(
        m_rows.begin(), m_rows.end(), [](HeaderRow *row) { return row->problem->focusField(); });
}

} // namespace console
